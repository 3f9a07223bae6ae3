{# hour of a band #}
{% macro faixa(coluna) %} extract(hour from {{ coluna }}) {% endmacro %}
