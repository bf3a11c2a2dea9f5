; Loops that end too early, too late, or never.
((for_statement initializer: (declaration type: (_) @_type declarator: (init_declarator declarator: (identifier) @at value: (binary_expression left: (_) @count operator: "-" right: (number_literal) @_one) @from))
    condition: (binary_expression left: (identifier) @_at operator: ">=" right: (number_literal) @_zero) @until update: (update_expression argument: (identifier) operator: "--") @step)
  (#match? @_type "^(size_t|uint\\w*|unsigned.*|u(8|16|32|64|long))$") (#eq? @_one "1") (#eq? @_at @at) (#eq? @_zero "0")
  (#set! sure) (#set! why "`{at}` is never below 0")
  (#set! @from replace "{count}") (#set! @until replace "{at}-- > 0") (#set! @step replace ""))
((for_statement initializer: (assignment_expression left: (identifier) @at right: (binary_expression left: (_) @count operator: "-" right: (number_literal) @_one) @from)
    condition: (binary_expression left: (identifier) @_at operator: ">=" right: (number_literal) @_zero) @until update: (update_expression argument: (identifier) operator: "--") @step)
  (#eq? @_one "1") (#eq? @_at @at) (#eq? @_zero "0") (#holds? "\\b(size_t|uint\\w*|unsigned( int| long)?) {at}\\b") (#lacks? "\\b(int|long|ptrdiff_t|ssize_t|i32|i64|char|short)[^;(\\n]* {at}\\b")
  (#set! sure) (#set! why "`{at}` is never below 0")
  (#set! @from replace "{count}") (#set! @until replace "{at}-- > 0") (#set! @step replace ""))
((for_statement initializer: [(declaration declarator: (init_declarator value: (number_literal) @_zero)) (assignment_expression right: (number_literal) @_zero)]
    condition: (binary_expression left: (identifier) @at operator: "<" right: (binary_expression left: [(identifier) (field_expression) (call_expression)] @count operator: "-" right: (number_literal) @_one) @until)
    update: (update_expression operator: "++") body: (_) @body)
  (#eq? @_zero "0") (#eq? @_one "1") (#holds? @body "\\[{at}\\]")
  (#lacks? @body "\\b{at} ?\\+|[-+] ?{at}\\b|\\b{at} [=<>!]=? |\\+\\+{at}") (#lacks? "{count} ?- ?1\\]|[^<] {count} ?- ?1;|{count} ?- ?1\\)|== {count} ?- ?1")
  (#set! weak) (#set! why "the last one is left out")
  (#set! @until replace "{count}"))
((for_statement initializer: [(declaration declarator: (init_declarator value: (number_literal) @_zero)) (assignment_expression right: (number_literal) @_zero)]
    condition: (binary_expression left: (identifier) @at operator: "<=" @than right: [(identifier) (field_expression)] @count)
    update: (update_expression operator: "++") body: (_) @body)
  (#eq? @_zero "0") (#holds? @body "\\[{at}\\]") (#lacks? @body "\\b{at} ?[-+=<>!]")
  (#set! weak) (#set! why "the last of `{count}` is at `{count} - 1`")
  (#set! @than replace "<"))

; A search in halves that never ends, or that leaves one out.
((while_statement condition: (_ (binary_expression left: (identifier) @low operator: ["<" "<="] right: (identifier) @high))
    body: (compound_statement
      (declaration type: (_) @_type declarator: (init_declarator declarator: (identifier) @_middle value: (binary_expression) @_half))
      [(if_statement consequence: [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)])
        (if_statement alternative: (else_clause [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)]))
        (if_statement alternative: (else_clause (if_statement consequence: [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)])))
        (if_statement alternative: (else_clause (if_statement alternative: (else_clause [(expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) (compound_statement . (expression_statement (assignment_expression left: (identifier) @_low operator: "=" right: (identifier) @middle)) .)]))))])) @body
  (#eq? @_low @low) (#eq? @middle @_middle) (#holds? @_half "^(\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?(/ ?2|>> ?1))$") (#match? @_type "^(const )?(int|long|unsigned|size_t|ssize_t|u?int[0-9]+_t)\\b")
  (#lacks? @body "\\b({middle} ?[=!]= ?{low}|{low} ?[=!]= ?{middle}|{high} ?- ?{low}\\)? ?[<>=]|{low} ?\\+ ?1)|\\+\\+|--|\\b(break|goto)\\b")
  (#set! sure) (#set! why "the search never ends if `{low}` stays where it is")
  (#set! @middle replace "{middle} + 1"))
((while_statement condition: (_ (binary_expression left: (identifier) @low operator: "<" @than right: (identifier) @high)) body: (compound_statement) @body)
  (#holds? @body "= (\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?/ ?2)") (#holds? @body "\\b{low} = \\w+ ?\\+ ?1") (#holds? @body "\\b{high} = \\w+ ?- ?1")
  (#set! why "the last one that is left is not looked at")
  (#set! @than replace "<="))

; A loop that is left in its first round.
((compound_statement [
    (for_statement body: (compound_statement (if_statement consequence: [(return_statement) (compound_statement (return_statement) .)] !alternative) . (return_statement) @return .) @body)
    (while_statement body: (compound_statement (if_statement consequence: [(return_statement) (compound_statement (return_statement) .)] !alternative) . (return_statement) @return .) @body)] . (return_statement) @next)
  (#lacks? @body "\\bcontinue;|\\bbreak;|goto ")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))
((compound_statement [
    (for_statement body: [(compound_statement . (if_statement condition: (_) @when consequence: [(return_statement) (compound_statement (return_statement) .)] @then alternative: (else_clause [(return_statement) @return (compound_statement . (return_statement) @return .)])) @if .)
      (if_statement condition: (_) @when consequence: [(return_statement) (compound_statement (return_statement) .)] @then alternative: (else_clause [(return_statement) @return (compound_statement . (return_statement) @return .)])) @if])
    (while_statement body: (compound_statement . (if_statement condition: (_) @when consequence: [(return_statement) (compound_statement (return_statement) .)] @then alternative: (else_clause [(return_statement) @return (compound_statement . (return_statement) @return .)])) @if .))] . (return_statement) @next)
  (#set! why "the loop ends in its first round")
  (#set! @if replace "if {when} {then}") (#set! @next replace "{return}"))
((compound_statement (for_statement update: (update_expression argument: (identifier) @at) body: (compound_statement (expression_statement) @_more . (return_statement) @return .) @body) . (return_statement) @next)
  (#lacks? @body "\\bcontinue;|\\bbreak;|goto |\\bif\\b") (#lacks? @return "\\b{at}\\b") (#holds? @_more "\\b{at}\\b")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))

; What is added up begins anew in each round.
((compound_statement (declaration declarator: (init_declarator declarator: (identifier) @name))
    [(for_statement body: (compound_statement . (expression_statement (assignment_expression left: (identifier) @_name operator: "=" right: (number_literal) @_zero)) @line) @body)
      (while_statement body: (compound_statement . (expression_statement (assignment_expression left: (identifier) @_name operator: "=" right: (number_literal) @_zero)) @line) @body)]
    (return_statement (_) @_returned))
  (#eq? @_name @name) (#match? @_zero "^0(\\.0)?$") (#holds? @_returned "\\b{name}\\b") (#holds? @body "\\b{name} ?([-+*]=|\\+\\+|= {name} ?[-+*])|\\+\\+{name}")
  (#set! why "`{name}` begins anew in each round")
  (#set! @line replace ""))

; What is taken out of a list while it is gone through by number lets the next one move up.
((for_statement condition: (_) @until update: (update_expression argument: (identifier) @at operator: "++")
    body: (_ (if_statement consequence: [
      (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .)))
      (compound_statement (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .))))]))) @loop
  (#eq? @index @at) (#match? @_remove "(^|_)(remove|delete|erase)(_at|_index)?$") (#holds? @until "^{at} (<|!=) {all}(->|\\.)\\w+$")
  (#lacks? @loop "{at}--|--{at}|\\b{at} -= 1|\\bbreak;|\\breturn\\b|goto ")
  (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))
; The same where the file shows that the next ones move up.
((for_statement condition: (_) @until update: (update_expression argument: (identifier) @at operator: "++")
    body: (_ (if_statement consequence: [
      (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .)))
      (compound_statement (expression_statement (call_expression function: (identifier) @_remove arguments: (argument_list . (identifier) @all . (identifier) @index .))))]))) @loop
  (#eq? @index @at) (#match? @_remove "(^|_)(remove|delete|erase)(_at|_index)?$") (#holds? @until "^{at} (<|!=) {all}(->|\\.)\\w+$")
  (#lacks? @loop "{at}--|--{at}|\\b{at} -= 1|\\bbreak;|\\breturn\\b|goto |{all}, {at},|\\b{at} = {at} ?-") (#holds? "\\bmemmove\\(|\\[\\w+( - 1)?\\] = [^;\\n]*\\[\\w+( \\+ 1)?\\];")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))

; What was gathered last is left out.
([(for_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (_)+ @emit . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .))))
  (while_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (_)+ @emit . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .))))] @loop
  (#eq? @_zero "0") (#holds? @emit "\\b{count}\\b") (#holds? @emit "\\w\\(|\\+\\+\\]") (#lacks? @emit "\\b(if|for|while|break|return|continue|goto)\\b|\\b{count}\\+\\+|{count} [-+]=|\\berror") (#holds? @loop "\\[{count}\\+\\+\\] = |\\b{count} \\+= |\\b{count}\\+\\+") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last is left out")
  (#set! @loop after "if ({count} > 0) {\n\t{emit}\n}"))
([(for_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (if_statement condition: (_) @_some consequence: (compound_statement (expression_statement) . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .) @emit !alternative) @flush .))))
  (while_statement body: (compound_statement (if_statement consequence: (compound_statement
    . (if_statement condition: (_) @_some consequence: (compound_statement (expression_statement) . (expression_statement (assignment_expression left: (identifier) @count operator: "=" right: (number_literal) @_zero)) .) @emit !alternative) @flush .))))] @loop
  (#eq? @_zero "0") (#holds? @_some "^\\({count} (> 0|!= 0)\\)$|^\\({count}\\)$") (#holds? @loop "\\[{count}\\+\\+\\] = |\\b{count} \\+= ") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last is left out")
  (#set! @loop after "{flush}"))
