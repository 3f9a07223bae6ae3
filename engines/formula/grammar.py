"""Grammar of the formula language: LALR(1) over the terminals of the lexer; a conflict fails at import."""

GRAMMAR = r"""
%declare NUMBER STRING NAME QUOTED KPI BOUND LPAR RPAR SEP DOT
%declare PLUS MINUS STAR SLASH EQ NE LT LE GT GE
%declare AND OR NOT IN BETWEEN IS NULL CASE WHEN THEN ELSE END WHERE DISTINCT TRUE FALSE

start: expr

?expr: conjunction
     | expr OR conjunction                          -> logic
?conjunction: negation
     | conjunction AND negation                     -> logic
?negation: comparison
     | NOT negation                                 -> unary
?comparison: sum
     | comparison (EQ | NE | LT | LE | GT | GE) sum -> compare
     | comparison BETWEEN sum AND sum               -> between
     | comparison NOT BETWEEN sum AND sum           -> not_between
     | comparison IN LPAR list RPAR                 -> in_list
     | comparison NOT IN LPAR list RPAR             -> not_in_list
     | comparison IS NULL                           -> is_null
     | comparison IS NOT NULL                       -> is_not_null
     | comparison NOT IS NULL                       -> is_not_null
?sum: term
     | sum (PLUS | MINUS) term                      -> binary
?term: factor
     | term (STAR | SLASH) factor                   -> binary
?factor: atom
     | MINUS factor                                 -> unary
?atom: NUMBER                                       -> number
     | STRING                                       -> text
     | (TRUE | FALSE)                               -> truth
     | NULL                                         -> null
     | KPI                                          -> kpi
     | BOUND                                        -> bound
     | (NAME | QUOTED)                              -> name
     | (NAME | QUOTED) DOT (NAME | QUOTED)          -> field
     | NAME LPAR RPAR                               -> empty_call
     | NAME LPAR [DISTINCT] list [WHERE expr] RPAR  -> call
     | CASE when+ [ELSE expr] END                   -> case
     | LPAR expr RPAR                               -> paren
when: WHEN expr THEN expr
list: expr (SEP expr)*
"""
