; The loop's variable is a copy.
((for_statement (range_clause left: (expression_list (identifier) @at . (identifier) @item) right: [(identifier) (selector_expression)] @all)
    body: (block (statement_list . (_) @first)) @body)
  (#not-eq? @at "_") (#holds? @body "\\b{item}\\.\\w+(\\.\\w+)*\\s*([-+*/]?=[^=]|\\+\\+|--)")
  (#set! why "`{item}` is a copy: what is changed of it is lost")
  (#set! @item replace "_") (#set! @first before "{item} := &{all}[{at}]"))
((for_statement (range_clause left: (expression_list (identifier) @at . (identifier) @item) right: [(identifier) (selector_expression)] @all)
    body: (block (statement_list . (_) @first)) @body)
  (#eq? @at "_") (#holds? @body "\\b{item}\\.\\w+(\\.\\w+)*\\s*([-+*/]?=[^=]|\\+\\+|--)")
  (#set! why "`{item}` is a copy: what is changed of it is lost")
  (#set! @at replace "at") (#set! @item replace "_") (#set! @first before "{item} := &{all}[at]"))

; Functions of a loop that look at its variable see the last one (before Go 1.22).
((for_statement (range_clause left: (expression_list (identifier) @item .)) body: (block (statement_list . (_) @first)) @body)
  (#not-eq? @item "_") (#holds? @body "func\\(")
  (#set! weak) (#set! why "the functions see the last `{item}` of the loop")
  (#set! @first before "{item} := {item}"))

; Loops that end too early or too late.
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (int_literal) @_zero .))
    condition: (binary_expression left: (identifier) @at operator: "<" right: (binary_expression left: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)) @count operator: "-" right: (int_literal) @_one) @until)
    update: (inc_statement (identifier))) body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len") (#eq? @_one "1") (#holds? @body "\\b{of}\\[{at}\\]")
  (#lacks? @body "\\b{at} ?\\+ ?1|- ?{at}\\b|:{at}|{at}:|\\b{at} == 0|{at}\\+\\+") (#lacks? "\\b{of}\\[len\\({of}\\) ?- ?1\\]")
  (#set! why "the last one is left out")
  (#set! @until replace "{count}"))
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (int_literal) @_zero .))
    condition: (binary_expression left: (identifier) @at operator: "<=" @than right: (call_expression function: (identifier) @_len arguments: (argument_list . [(identifier) @_name (selector_expression field: (_) @_name)] @of .)))
    update: (inc_statement (identifier))) body: (block) @body)
  (#eq? @_zero "0") (#eq? @_len "len") (#holds? @body "\\b{of}\\[{at}\\]") (#holds? "\\b{_name}\\b(, \\w+)*(\\s+| :?= (make\\()?)(\\[|string\\b|\\.\\.\\.)") (#lacks? "\\b{_name}\\b(, \\w+)*(\\s+| :?= (make\\()?)map\\[")
  (#lacks? @body "\\b{at} (==|<|>=|!=|<=|>) |(==|<|>=|!=|<=|>) {at}\\b|:{at}\\b|\\b{at}:|\\b{at} ?[-+]|\\b(for|if|switch|select|break|return|goto|panic|recover)\\b|func\\(|&&|\\|\\||\\b{of} = ")
  (#set! sure) (#set! why "there is no `{of}[len({of})]`")
  (#set! @than replace "<"))
((for_statement (for_clause
    condition: (binary_expression left: (identifier) @at operator: "<=" @than right: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)))
    update: (inc_statement (identifier))) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "\\b{of}\\[{at}\\]") (#lacks? "\\b{of}\\s+map\\[|\\b{of} :?= (make\\()?map\\[")
  (#lacks? @body "\\b{at} (==|<|>=|!=|<=|>) |(==|<|>=|!=|<=|>) {at}\\b|:{at}\\b|\\b{at}:|\\b{at} ?[-+]|\\bgoto\\b|\\b{of} = ")
  (#set! why "there is no `{of}[len({of})]`")
  (#set! @than replace "<"))
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (call_expression function: (identifier) @_len arguments: (argument_list . [(identifier) @_name (selector_expression field: (_) @_name)] @of .)) @from .))
    condition: (binary_expression left: (identifier) @at operator: ">=" right: (int_literal) @_zero) update: (dec_statement (identifier))) body: (block (statement_list . (_) @first)))
  (#eq? @_len "len") (#eq? @_zero "0") (#holds? @first "\\b{of}\\[{at}\\]") (#lacks? @first "\\b{at} [=<>!]|^for |^switch|func\\(|&&|\\|\\|") (#holds? "\\b{_name}\\b(, \\w+)*(\\s+| :?= (make\\()?)(\\[|string\\b|\\.\\.\\.)") (#lacks? "\\b{_name}\\b(, \\w+)*(\\s+| :?= (make\\()?)map\\[")
  (#set! sure) (#set! why "there is no `{of}[len({of})]`")
  (#set! @from replace "{from} - 1"))
((index_expression operand: (_) @of index: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @_all .)) @at)
  (#eq? @_len "len") (#eq? @_all @of) (#lacks? "\\b{of}\\s+map\\[|\\b{of} :?= (make\\()?map\\[")
  (#set! why "there is no `{of}[len({of})]`")
  (#set! @at replace "{at}-1"))
((for_statement (for_clause initializer: (short_var_declaration right: (expression_list . (binary_expression left: (call_expression function: (identifier) @_len arguments: (argument_list . (_) @of .)) operator: "-" right: (int_literal) @_one) .))
    condition: (binary_expression left: (identifier) @at operator: ">" @than right: (int_literal) @_zero) update: (dec_statement (identifier))) body: (block) @body)
  (#eq? @_len "len") (#eq? @_one "1") (#eq? @_zero "0") (#holds? @body "\\b{of}\\[{at}\\]")
  (#lacks? @body "\\b{at} ?[-+]|:{at}|{at}:|\\({at}\\)|, {at}\\b") (#lacks? "\\b{of}\\[0\\]")
  (#set! why "the first one is left out")
  (#set! @than replace ">="))

; A search in halves that never ends, or that leaves one out.
((for_statement (binary_expression left: (identifier) @low operator: ["<" "<="] right: (identifier) @high)
    body: (block (statement_list
      (short_var_declaration left: (expression_list . (identifier) @_middle .) right: (expression_list . (binary_expression operator: ["/" ">>" "+"]) @_half .))
      [(if_statement consequence: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .)))
        (if_statement alternative: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .)))
        (if_statement alternative: (if_statement consequence: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .))))
        (if_statement alternative: (if_statement alternative: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_low .) right: (expression_list . (identifier) @middle .)) .))))]))) @body
  (#eq? @_low @low) (#eq? @middle @_middle) (#holds? @_half "^(\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?(/ ?2|>> ?1))$") (#lacks? "float")
  (#lacks? @body "\\b({middle} ?[=!]= ?{low}|{low} ?[=!]= ?{middle}|{high} ?- ?{low}\\)? ?[<>=]|{low} ?\\+ ?1)|\\+\\+|--|\\b(break|goto)\\b")
  (#set! sure) (#set! why "the search never ends if `{low}` stays where it is")
  (#set! @middle replace "{middle} + 1"))
((for_statement (binary_expression left: (identifier) @low operator: "<" @than right: (identifier) @high) body: (block) @body)
  (#holds? @body ":= (\\({low} ?\\+ ?{high}\\) ?(/ ?2|>> ?1)|{low} ?\\+ ?\\({high} ?- ?{low}\\) ?/ ?2)") (#holds? @body "{low} = \\w+ ?\\+ ?1") (#holds? @body "{high} = \\w+ ?- ?1")
  (#set! why "the last one that is left is not looked at")
  (#set! @than replace "<="))

; What is taken out of a slice while it is gone through by number lets the next one move up.
((for_statement (for_clause condition: (_) @_until update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (assignment_statement left: (expression_list . (_) @all .) right: (expression_list . (call_expression function: (identifier) @_append) @cut .)) @line))))) @body)
  (#eq? @_append "append") (#holds? @_until "^{at} < len\\({all}\\)$") (#holds? @cut "^append\\({all}\\[:{at}\\], {all}\\[{at} ?\\+ ?1:\\]\\.\\.\\.\\)$")
  (#lacks? @body "(?s){cut}.*\\b{at}\\b|append\\({all},|{all}\\.\\.\\.|Insert|--|\\b{at} -?= |\\b(break|return|goto|panic)\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @line after "{at}--"))
((for_statement (for_clause condition: (_) @until update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (expression_statement (call_expression function: (selector_expression operand: (_) @of field: (_) @_remove) arguments: (argument_list . (identifier) @index .))) @line)))))) @loop
  (#eq? @index @at) (#match? @_remove "(?i)^(remove|delete)(At)?$") (#holds? @until "^{at} < len\\({of}\\.\\w+\\)$")
  (#lacks? @loop "\\b{at}--|\\b{at} -= 1|\\bbreak\\b|\\breturn\\b")
  (#set! why "the item behind the one that is taken out is skipped")
  (#set! @line after "{at}--"))
; The same where the file shows that the next ones move up.
((for_statement (for_clause condition: (_) @until update: (inc_statement (identifier) @at))
    body: (block (statement_list (if_statement consequence: (block (statement_list
      (expression_statement (call_expression function: (selector_expression operand: (_) @of field: (_) @_remove) arguments: (argument_list . (identifier) @index .))) @line)))))) @loop
  (#eq? @index @at) (#match? @_remove "(?i)^(remove|delete)(At)?$") (#holds? @until "^{at} < len\\({of}\\.\\w+\\)$")
  (#lacks? @loop "\\b{at}--|\\b{at} -= 1|\\bbreak\\b|\\breturn\\b|\\b{at} = {at} ?-") (#holds? "\\bappend\\([\\w.]+\\[:\\w+\\], [\\w.]+\\[\\w+ ?\\+ ?1:\\]\\.\\.\\.\\)|\\bcopy\\([\\w.]+\\[\\w+:\\], |\\bslices\\.Delete\\(")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @line after "{at}--"))

; What is gathered on the way is gone on with, and everything that was kept of it changes.
((call_expression function: (identifier) @_append arguments: (argument_list . (identifier) @_all . (identifier) @way .)) @all
  (#eq? @_append "append") (#holds? "\\b{way} = {way}\\[:len\\({way}\\) ?- ?1\\]|\\b{way}\\s+\\[\\][^\\n]*\\n(\\t[^\\n]*\\n|\\n)*?\\t[^\\n]*\\(append\\({way}, |\\b{way}\\[\\w+\\], {way}\\[\\w+\\] = {way}\\[\\w+\\], {way}\\[\\w+\\]") (#holds? "\\b{_all} +\\*?\\[\\]\\[\\]|{_all} := ([^\\n]*)\\[\\]\\[\\]")
  (#set! why "`{way}` changes after it was kept")
  (#set! @way replace "append({way}[:0:0], {way}...)"))

; What was gathered last is left out.
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    . (_) @emit . (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . [(nil) (interpreted_string_literal)] .)) .)))))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if len({gathered}) > 0 {\n\t{emit}\n}"))
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    (_) @emit . [
      (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . [(nil) (interpreted_string_literal) (composite_literal type: (slice_type)) (call_expression function: (identifier) @_make arguments: (argument_list . (slice_type))) (slice_expression operand: (identifier) !start)] .))
      (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . (composite_literal type: (slice_type)) .))])))))) @loop
  (#holds? @emit "(append\\(|<- |\\w\\().*\\b{gathered}\\b") (#holds? @loop "\\b{gathered} = append\\({gathered}\\b|\\b{gathered} \\+= ") (#lacks? @emit "^(if|for|switch) ") (#lacks? "(?s){emit}.*{emit}") (#lacks? @loop "\\b{gathered}, \\w+ :?= ")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if len({gathered}) > 0 {\n\t{emit}\n}"))
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list
    (_) @emit . (expression_statement (call_expression function: (selector_expression operand: (identifier) @gathered field: (_) @_reset))))))))) @loop
  (#eq? @_reset "Reset") (#holds? @emit "append\\(.*\\b{gathered}\\.String\\(\\)") (#lacks? @emit "^(if|for|switch) ") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if {gathered}.Len() > 0 {\n\t{emit}\n}"))
((for_statement body: (block (statement_list (if_statement consequence: (block (statement_list (if_statement condition: (_) @_some consequence: (block (statement_list
    . (_) @emit . [
      (assignment_statement left: (expression_list . (identifier) @gathered .) right: (expression_list . (_) @_nothing .))
      (expression_statement (call_expression function: (selector_expression operand: (identifier) @gathered field: (_) @_nothing)))] .)) !alternative) @flush)))))) @loop
  (#match? @_nothing "^(Reset|nil|\"\"|[\\w.\\[\\]]+\\{\\}|make\\(.*|\\w+\\[:0\\])$") (#holds? @_some "\\b{gathered}\\b") (#holds? @emit "append\\(.*\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{flush}"))

; A loop that is left in its first round.
((statement_list (for_statement [(range_clause) (for_clause)] body: (block (statement_list (if_statement consequence: (block (statement_list (return_statement) .)) !alternative) . (return_statement) @return .)) @body) . (return_statement) @next)
  (#lacks? @body "\\bcontinue\\b|\\bbreak\\b|goto ")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))
((statement_list (for_statement [(range_clause) (for_clause)] body: (block (statement_list . (if_statement condition: (_) @when consequence: (block (statement_list (return_statement) .)) @then alternative: (block (statement_list . (return_statement) @return .)) !initializer) @if .))) . (return_statement) @next)
  (#set! why "the loop ends in its first round")
  (#set! @if replace "if {when} {then}") (#set! @next replace "{return}"))
((statement_list (for_statement [(range_clause left: (expression_list (identifier) @_item .)) (for_clause initializer: (short_var_declaration left: (expression_list (identifier) @_item .)))] body: (block (statement_list (_) @_more . (return_statement) @return .)) @body) . (return_statement) @next)
  (#lacks? @body "\\bcontinue\\b|\\bbreak\\b|goto ") (#lacks? @return "\\b{_item}\\b") (#lacks? @_more "^if ") (#holds? @_more "=|\\+\\+|^\\w+\\(") (#lacks? @body "{_item}\\)?;? (:=|ok)")
  (#holds? @_more "{_item}")
  (#set! why "the loop ends in its first round")
  (#set! @return replace "") (#set! @next replace "{return}"))

; What is added up begins anew in each round.
((statement_list [(short_var_declaration left: (expression_list . (identifier) @name .)) (var_declaration (var_spec name: (identifier) @name))]
    (for_statement body: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @_name .) "=" right: (expression_list . [(int_literal) (float_literal) (nil) (interpreted_string_literal) (composite_literal)] .)) @line)) @body)
    [(return_statement) (expression_statement) (short_var_declaration) (assignment_statement)] @_behind)
  (#eq? @_name @name) (#holds? @_behind "\\b{name}\\b") (#lacks? @_behind "\\b{name} :?= ") (#holds? @body "\\b{name} ?(\\+=|-=|\\*=|\\+\\+|= append|= {name} ?[-+*])")
  (#set! why "`{name}` begins anew in each round")
  (#set! @line replace ""))

; What a function found out is dropped on the way back.
((function_declaration name: (identifier) @name result: (_) @_result
    body: (block (statement_list [
      (expression_statement (call_expression function: (identifier) @_name)) @call
      (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name)) @call .)))
      (if_statement alternative: (block (statement_list (expression_statement (call_expression function: (identifier) @_name)) @call .)))
      (if_statement alternative: (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name)) @call .))))])))
  (#eq? @_name @name) (#not-match? @_result "^\\*|^error$|^\\(.* error\\)$|^\\(\\w+ ") (#not-match? @name "(?i)^(visit|walk|sort|fill|print|mark|collect|traverse)")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
((function_declaration name: (identifier) @name result: (pointer_type)
    body: (block (statement_list [
      (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name arguments: (argument_list . (selector_expression) @to))) @call .)))
      (if_statement alternative: (block (statement_list (expression_statement (call_expression function: (identifier) @_name arguments: (argument_list . (selector_expression) @to))) @call .)))
      (if_statement alternative: (if_statement consequence: (block (statement_list (expression_statement (call_expression function: (identifier) @_name arguments: (argument_list . (selector_expression) @to))) @call .))))])))
  (#eq? @_name @name)
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "{to} = {call}"))

; The end of a part may lie behind the end of the whole.
((statement_list (short_var_declaration left: (expression_list . (identifier) @end .) right: (expression_list . (binary_expression operator: "+") .)) @line
    . [(return_statement (expression_list . (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end)))
      (short_var_declaration right: (expression_list . (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end) .))
      (assignment_statement right: (expression_list . (call_expression arguments: (argument_list (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end))) .))
      (expression_statement (call_expression arguments: (argument_list (slice_expression operand: (_) @all start: (identifier) end: (identifier) @_end))))])
  (#eq? @_end @end) (#lacks? "len\\({all}\\) ?< ?{end}|{end} ?>=? ?len\\({all}\\)")
  (#set! why "`{end}` may lie behind the end of `{all}`")
  (#set! @line after "if {end} > len({all}) {\n\t{end} = len({all})\n}"))
