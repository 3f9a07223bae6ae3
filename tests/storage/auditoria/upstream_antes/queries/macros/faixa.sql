{% macro faixa(coluna) %} extract(hour from {{ coluna }}) {% endmacro %}
