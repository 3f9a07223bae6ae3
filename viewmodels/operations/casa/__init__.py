"""The house's own affairs: drafts of wizards, the address of the ERP, the journal read and verified."""
