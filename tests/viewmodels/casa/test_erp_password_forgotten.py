"""The password of an address that was changed does not stay in the keyring behind anybody's back."""

from pathlib import Path

from storage.secrets import SessionSecrets, oracle_password
from tests.sample_house import sample_house, scope_of
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.operations.registry import perform


def test_the_password_of_an_address_left_behind_is_forgotten(tmp_path: Path) -> None:
    with sample_house(tmp_path) as house:
        scope = scope_of(house)
        assert isinstance(house.secrets, SessionSecrets)
        perform(house, scope, "erp.guardar", address=ErpAddress("antigo", "ERP", "leitura"), password="s3gredo")
        perform(house, scope, "erp.guardar", address=ErpAddress("antigo", "ERP", "leitura", 1522))
        assert oracle_password(house.secrets, "antigo", "ERP", "leitura") == "s3gredo"
        perform(house, scope, "erp.guardar", address=ErpAddress("novo", "ERP", "leitura"), password="outra")
        assert oracle_password(house.secrets, "antigo", "ERP", "leitura") is None
        assert oracle_password(house.secrets, "novo", "ERP", "leitura") == "outra"
