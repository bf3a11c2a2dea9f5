; What is taken out of a list while it is gone through by number lets the next one move up, and the last number is none any more.
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) @_zero (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len))) @numbers
    body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len")
  (#holds? @body "{all}\\.remove\\({at}\\)") (#lacks? @body "\\b(break|return)\\b|{all}\\.(insert|push|append|extend)")
  (#set! sure) (#set! why "`{all}` gets shorter while it is gone through by number")
  (#set! @numbers replace "({numbers}).rev()"))

; What was gathered last is left out.
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (_) @emit . (expression_statement (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_clear))) .))))) @loop
  (#eq? @_clear "clear") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (_) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (call_expression) @_new)) .))))) @loop
  (#match? @_new "::new\\(\\)$") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (expression_statement (call_expression arguments: (arguments (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))))) @emit .))))) @loop
  (#match? @_take "take$")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression body: (block (expression_statement (if_expression consequence: (block
    . (expression_statement (call_expression arguments: (arguments (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_take))))) @emit .))))) @loop
  (#eq? @_take "take") (#lacks? "(?s)\\}\\s*\\w+\\.(extend|push)\\({gathered}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))

; One too few, or too many.
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) @_zero ".." (binary_expression left: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len)) @count operator: "-" right: (integer_literal) @_one) @end) body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len") (#eq? @_one "1")
  (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?[-+]|[-+] ?{at}\\b|{all}\\[[^\\]]*\\.\\.") (#lacks? "{all}\\.(last|pop)\\b|{all}\\[{all}\\.len\\(\\) - 1\\]")
  (#set! why "the last one of `{all}` is left out")
  (#set! @end replace "{count}"))
((for_expression pattern: (identifier) @at value: (range_expression (integer_literal) "..=" @range (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len)) .) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b(if|match|break|return|for|while|loop|filter|map)\\b|&&|\\|\\||\\?;|\\b{at} ?-")
  (#set! sure) (#set! why "`{all}` ends before that")
  (#set! @range replace ".."))
((while_expression condition: (binary_expression left: (identifier) @at operator: "<=" @sign right: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_len))) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?- ?1|[=<>] {all}\\.len\\(\\)")
  (#set! why "`{all}` ends before that")
  (#set! @sign replace "<"))

; A loop that ends in its first round, or forgets what it found.
((for_expression . "for" @kept body: (block . "{" . (_)+ @kept @before . (expression_statement (return_expression (_))) @return .)) @loop
  (#holds? @before "\\.(push|push_str|insert|extend|or_insert\\w*)\\(|[-+*/|]= |\\w\\] = ") (#lacks? @before "\\b(continue|break)\\b|\\?[;.)]")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n}\n{return}"))
((for_expression . "for" @kept body: (block . "{" @kept . (expression_statement (if_expression "if" @kept consequence: (block (expression_statement (return_expression)) .) @kept alternative: (else_clause (block . (expression_statement (return_expression)) @return .)))) .)) @loop
  (#lacks? @loop "\\bcontinue\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n}\n{return}"))
((for_expression . "for" @kept body: (block . "{" @kept (expression_statement (if_expression consequence: (block (expression_statement (return_expression)) .) !alternative)) @kept . (expression_statement (return_expression)) @return .)) @loop
  (#lacks? @loop "\\bcontinue\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n}\n{return}"))
((let_declaration (mutable_specifier) pattern: (identifier) @found value: (boolean_literal) @value) .
  (expression_statement (for_expression body: (block . (expression_statement (if_expression consequence: (block (expression_statement (assignment_expression left: (identifier) @_found))) alternative: (else_clause (block . (expression_statement (assignment_expression left: (identifier) @_same right: (boolean_literal) @_value)) .)) @else)) .)) @loop)
  (#eq? @found @_found) (#eq? @found @_same) (#eq? @value @_value) (#lacks? @loop "\\bbreak\\b")
  (#set! why "a later round undoes what an earlier one found")
  (#set! @else replace ""))

; The search in halves.
((assignment_expression left: (identifier) @low right: (identifier) @mid)
  (#holds? "\\b{mid} = \\(?{low} \\+ [^\\n]* ?/ ?2|\\b{mid} = {low} \\+ \\(\\w+ - {low}\\) / 2") (#holds? "while {low} <=? \\w+ \\{")
  (#set! why "where they are neighbours, `{low}` stays where it is for ever")
  (#set! @mid replace "{mid} + 1"))

; What was gathered last is left out, in other forms.
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block (expression_statement (call_expression arguments: (arguments [
        (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))
        (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))
        (call_expression arguments: (arguments (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))))
        (tuple_expression (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))
        (call_expression arguments: (arguments (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))))]))) @emit))
    (if_expression alternative: (else_clause (block (expression_statement (call_expression arguments: (arguments [
        (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))
        (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))
        (call_expression arguments: (arguments (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered)))))
        (tuple_expression (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))
        (call_expression arguments: (arguments (struct_expression body: (field_initializer_list (field_initializer value: (call_expression function: (_) @_take arguments: (arguments (reference_expression value: (identifier) @gathered))))))))]))) @emit)))]))) @loop
  (#match? @_take "(^|::)take$") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*(!{gathered}\\.is_empty\\(\\)|\\}\\n[^\\n]*[(\\s]{gathered}( \\})?\\))")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block (_) @emit . (expression_statement (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_clear)))))
    (if_expression alternative: (else_clause (block (_) @emit . (expression_statement (call_expression function: (field_expression value: (identifier) @gathered field: (field_identifier) @_clear))))))]))) @loop
  (#eq? @_clear "clear") (#holds? @emit "(push|push_back|insert|extend)\\(.*\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*!{gathered}\\.is_empty\\(\\)")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block (expression_statement (call_expression)) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (_) @_new))))
    (if_expression alternative: (else_clause (block (expression_statement (call_expression)) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (_) @_new)))))]))) @loop
  (#match? @_new "^(vec!\\[.*\\]|\\w+::new\\(\\)|\\w+::from\\(.*\\))$") (#holds? @emit "(push|push_back|insert|extend)\\(.*\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*!{gathered}\\.is_empty\\(\\)")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if !{gathered}.is_empty() {\n\t{emit}\n}"))
((for_expression pattern: (_) @at body: (block (expression_statement [
    (if_expression consequence: (block . (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @count right: (integer_literal) @_one))))
    (if_expression alternative: (else_clause (block . (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @count right: (integer_literal) @_one)))))]))) @loop
  (#any-of? @_one "0" "1") (#holds? @emit "push\\(.*\\b{count}\\b") (#holds? @loop "\\b{count} \\+= ") (#lacks? "(?s){emit}.*{emit}") (#lacks? @emit "\\b{at}\\b") (#lacks? "(?s){emit}.*(push\\(|Some\\()[^\\n]*\\b{count}\\b")
  (#set! why "what was counted last in `{count}` is left out")
  (#set! @loop after "if {count} > 0 {\n\t{emit}\n}"))
