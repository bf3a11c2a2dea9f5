; A collection that changes while it is gone through.
(for_statement right: [(identifier) (attribute)] @all body: (block) @body
  (#holds? @body "\\b{all}\\.(remove|pop|append|insert|add|discard|clear|update|extend)\\(|\\bdel {all}\\b|\\b{all}\\[[^\\]]*\\] = ")
  (#set! why "`{all}` changes while it is gone through")
  (#set! @all replace "list({all})"))
(for_statement right: (call function: (attribute object: (_) @of attribute: (identifier) @_view)) @all body: (block) @body
  (#any-of? @_view "items" "keys" "values")
  (#holds? @body "\\b{of}\\.(pop|clear|update|setdefault)\\(|\\bdel {of}\\[|\\b{of}\\[[^\\]]*\\] = ")
  (#set! why "`{of}` changes while it is gone through")
  (#set! @all replace "list({all})"))
(for_statement right: (attribute object: (identifier) @_self) @all body: (block) @body
  (#eq? @_self "self") (#holds? @body "\\w\\(")
  (#set! weak) (#set! why "what is called may change `{all}` while it is gone through")
  (#set! @all replace "list({all})"))

; What is taken out of a list while it is gone through by number lets the next one move up, and the last number is none any more.
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list . (call function: (identifier) @_len arguments: (argument_list . (_) @all .)) .)) @numbers
    body: (block) @body)
  (#eq? @_range "range") (#eq? @_len "len")
  (#holds? @body "\\bdel {all}\\[{at}\\]|\\b{all}\\.pop\\({at}\\)") (#lacks? @body "\\bbreak\\b|\\breturn\\b|\\.insert\\(")
  (#set! sure) (#set! why "`{all}` gets shorter while it is gone through by number")
  (#set! @numbers replace "reversed({numbers})"))

; A function that looks at a variable of the loop once the loop is over.
((for_statement left: (identifier) @name body: (block (expression_statement [
    (call arguments: (argument_list (lambda !parameters "lambda" @lambda body: (_) @body)))
    (assignment right: (lambda !parameters "lambda" @lambda body: (_) @body))])))
  (#holds? @body "\\b{name}\\b")
  (#set! why "the function sees the last `{name}` of the loop")
  (#set! @lambda replace "lambda {name}={name}"))

; What can be gone through once alone.
((assignment right: [(generator_expression) (call function: (identifier) @_lazy)] @all)
  (#match? @all "^(\\(|map\\(|filter\\(|zip\\(|reversed\\(|iter\\()")
  (#set! weak) (#set! why "it can be gone through only once")
  (#set! @all replace "list({all})"))
((assignment left: (identifier) @name right: (call function: (identifier) @_made) @all)
  (#not-any-of? @_made "list" "tuple" "set" "dict" "sorted" "str" "range" "defaultdict" "Counter" "map" "filter" "zip" "reversed" "iter")
  (#holds? "(?s)(\\bin |\\b(sorted|list|tuple|set|sum|max|min|any|all|enumerate)\\(){name}\\b.*(\\bin |\\b(sorted|list|tuple|set|sum|max|min|any|all|enumerate)\\(){name}\\b")
  (#lacks? "\\blen\\({name}\\)|\\b{name}(\\[|\\.)|\\b{name} (\\+|==|!=|or|and) |\\bif (not )?{name}\\b|\\breturn {name}\\b|\\bnext\\({name}\\b")
  (#set! weak) (#set! why "it can be gone through only once, if `{_made}` yields it")
  (#set! @all replace "list({all})"))

; What was gathered last is left out: it is handed on where the next one begins, and nothing comes after it.
([(for_statement body: (block (if_statement consequence: (block (_) @emit . (expression_statement (assignment left: (identifier) @gathered right: [(list) (string) (dictionary) (set) (call)] @anew))))))
  (for_statement body: (block (if_statement alternative: [
    (else_clause body: (block (_) @emit . (expression_statement (assignment left: (identifier) @gathered right: [(list) (string) (dictionary) (set) (call)] @anew))))
    (elif_clause consequence: (block (_) @emit . (expression_statement (assignment left: (identifier) @gathered right: [(list) (string) (dictionary) (set) (call)] @anew))))])))
  (while_statement body: (block (if_statement consequence: (block (_) @emit . (expression_statement (assignment left: (identifier) @gathered right: [(list) (string) (dictionary) (set) (call)] @anew))))))
  (for_statement body: (block (if_statement consequence: (block (_) @emit . (expression_statement (call function: (attribute object: (identifier) @gathered attribute: (identifier) @anew)))))))] @loop
  (#match? @anew "^([\\[{'\"]|(list|set|dict)\\(\\)$|clear$)")
  (#holds? @emit "^(yield|\\w+(\\.\\w+|\\[[^\\n]*\\])*\\(|\\w+(\\.\\w+|\\[[^\\n]*\\])* \\+?= |if )") (#holds? @emit "(?s).\\b{gathered}\\b") (#lacks? @emit "^(print|log|{gathered})\\b|^\\w+ = {gathered}$")
  (#holds? @loop "{gathered}\\.(append|add|extend)\\(|{gathered} [+|]= |{gathered}\\[[^\\n]*\\] [-+]?= ")
  (#lacks? "(?s){emit}.*{emit}") (#lacks? "if (len\\()?{gathered}\\b[^\\n]*:\\s*\\n(\\s+[^\\n]*\\n)?\\s+(yield|\\w+(\\.\\w+)*\\.(append|add|extend)\\()[^\\n]*\\n(\\n*|\\s+return[^\\n]*\\n)(\\n|def|class|$)")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if {gathered}:\n\t{emit}"))
([(for_statement body: (block (if_statement consequence: (block . (_) @emit (expression_statement (assignment left: (identifier) @count right: (integer) @_one)))))) 
  (for_statement body: (block (if_statement alternative: (else_clause body: (block . (_) @emit (expression_statement (assignment left: (identifier) @count right: (integer) @_one)))))))
  (for_statement body: (block (if_statement consequence: (block . (_) @emit (expression_statement (assignment left: (pattern_list (identifier) @count .) right: (expression_list (integer) @_one .)))))))
  (for_statement body: (block (if_statement alternative: (else_clause body: (block . (_) @emit (expression_statement (assignment left: (pattern_list (identifier) @count .) right: (expression_list (integer) @_one .))))))))] @loop
  (#any-of? @_one "0" "1") (#holds? @emit "(^yield|\\.append\\(|^\\w+ \\+= ).*\\b{count}\\b") (#holds? @loop "\\b{count} \\+= ")
  (#lacks? "(?s){emit}.*{emit}") (#lacks? "(?s){emit}.*(yield|append\\(| \\+= |return)[^\\n]*[(, ]{count}\\b")
  (#set! why "what was counted last in `{count}` is left out")
  (#set! @loop after "if {count}:\n\t{emit}"))
((for_statement body: (block (if_statement consequence: (block (_) @emit . (expression_statement (assignment left: (pattern_list (identifier) @gathered .) right: (expression_list [(list) (string) (dictionary)] .))))))) @loop
  (#holds? @emit "(^yield|\\.append\\(|\\] = ).*\\b{gathered}\\b")
  (#lacks? "(?s){emit}.*{emit}") 
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if {gathered}:\n\t{emit}"))

; A call to itself whose result is dropped.
((function_definition name: (identifier) @name
  body: (block [
      (if_statement consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .))
      (if_statement alternative: [
        (elif_clause consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .))
        (else_clause body: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .))])
      (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call)
      (try_statement (except_clause (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .)))
      (if_statement alternative: (else_clause body: (block (if_statement consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .)) .)))
      (if_statement consequence: (block (if_statement consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .)) .))
      ] .) @body)
  (#eq? @name @_same) (#holds? @call "^((self|cls)\\.)?{name}\\(") (#holds? @body "\\breturn +([^N\\s#]|N[^o])") (#lacks? @body "\\byield\\b")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
((function_definition name: (identifier) @name
  body: (block
      (if_statement consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .)) .
      (return_statement [
        (call function: [(identifier) @_again (attribute object: (identifier) attribute: (identifier) @_again)])
        (binary_operator (call function: [(identifier) @_again (attribute object: (identifier) attribute: (identifier) @_again)]))]) .) @body)
  (#eq? @name @_same) (#eq? @name @_again) (#holds? @call "^((self|cls)\\.)?{name}\\(")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))

; A branch of a tree that is made anew.
((function_definition name: (identifier) @name
  body: (block [
      (if_statement consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)] arguments: (argument_list . (attribute object: (identifier) @node) @branch)) @call) .))
      (if_statement alternative: [
        (elif_clause consequence: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)] arguments: (argument_list . (attribute object: (identifier) @node) @branch)) @call) .))
        (else_clause body: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)] arguments: (argument_list . (attribute object: (identifier) @node) @branch)) @call) .))])
      ] . (return_statement (identifier) @_node) .) @body)
  (#eq? @name @_same) (#eq? @node @_node) (#holds? @body "\\breturn [A-Z]\\w*\\(")
  (#set! why "the new `{branch}` that `{name}` returns is dropped")
  (#set! @call replace "{branch} = {call}"))

; One of several branches that may know.
((function_definition name: (identifier) @name
  body: (block
    (for_statement body: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .)) .
    (return_statement (false)) .) @body)
  (#eq? @name @_same) (#holds? @call "^((self|cls)\\.)?{name}\\(") (#holds? @body "\\breturn +True")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "if {call}:\n\treturn True"))
((function_definition name: (identifier) @name
  body: (block
    (for_statement body: (block (expression_statement (call function: [(identifier) @_same (attribute object: (identifier) attribute: (identifier) @_same)]) @call) .)) .
    (return_statement (none)) .) @body)
  (#eq? @name @_same) (#holds? @call "^((self|cls)\\.)?{name}\\(") (#holds? @body "\\breturn +([^N\\s#]|N[^o])")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "found = {call}\nif found is not None:\n\treturn found"))

; A loop that ends in its first round, or forgets what it found.
((for_statement . "for" @kept body: (block . (_)+ @kept @before . (return_statement (_)) @return .)) @loop
  (#holds? @before "\\.(append|add|extend|update|insert)\\(|[-+*/|]= |\\w\\] = ") (#lacks? @before "\\b(continue|break|try|yield)\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n{return}"))
((while_statement "while" @kept condition: (_) @_until body: (block . (_)+ @kept @before . (return_statement (_)) @return .)) @loop
  (#not-match? @_until "^(True|1)$")
  (#holds? @before "\\.(append|add|extend|update|insert)\\(|[-+*/|]= |\\w\\] = ") (#lacks? @before "\\b(continue|break|try|yield)\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n{return}"))
((for_statement . "for" @kept body: (block (for_statement body: (block . (_)+ @kept @before . (return_statement (_)) @return .)) .)) @loop
  (#holds? @before "\\.(append|add|extend|update|insert)\\(|[-+*/|]= |\\w\\] = ") (#lacks? @before "\\b(continue|break|try|yield)\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n{return}"))
((for_statement . "for" @kept body: (block (if_statement consequence: (block [(return_statement) (raise_statement)] .) @kept alternative: (else_clause body: (block . [(return_statement) (raise_statement)] @return .))) .)) @loop
  (#lacks? @loop "\\bcontinue\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n{return}"))
((for_statement . "for" @kept body: (block (if_statement consequence: (block [(return_statement) (raise_statement)] .) !alternative) @kept . [(return_statement) (raise_statement)] @return .)) @loop
  (#lacks? @loop "\\bcontinue\\b")
  (#set! why "the loop ends in its first round")
  (#set! @loop replace "{kept}\n{return}"))
((expression_statement (assignment left: (identifier) @found right: [(true) (false)] @value)) .
  (for_statement body: (block . (if_statement consequence: (block (expression_statement (assignment left: (identifier) @_found))) alternative: (else_clause body: (block . (expression_statement (assignment left: (identifier) @_same right: [(true) (false)] @_value)) .)) @else) .)) @loop
  (#eq? @found @_found) (#eq? @found @_same) (#eq? @value @_value) (#lacks? @loop "\\bbreak\\b")
  (#set! why "a later round undoes what an earlier one found")
  (#set! @else replace ""))

; What is gathered is begun anew in each round.
((for_statement body: (block . (expression_statement (assignment left: (identifier) @name right: [(integer) (float) (string) (list) (dictionary) (call)] @value)) @line (_)+ @rest)) @loop . (_) @next
  (#match? @value "^(0|1|0\\.0|\"\"|''|\\[\\]|\\{\\}|set\\(\\)|dict\\(\\)|list\\(\\)|(collections\\.)?(defaultdict|Counter)\\(.*)$")
  (#holds? @next "^return\\b.*[^.\\w]{name}\\b") (#holds? @rest "\\b{name} [-+*]?= [^\\n]*|\\b{name}\\.(append|add|extend|update)\\(|\\b{name}\\[[^\\n]*\\] ([-+*]?=) ")
  (#lacks? @rest "[(,=] ?{name}\\b|yield")
  (#set! why "`{name}` is begun anew in each round")
  (#set! @line replace "") (#set! @loop before "{line}"))
((while_statement body: (block . (expression_statement (assignment left: (identifier) @name right: [(integer) (float) (string) (list) (dictionary) (call)] @value)) @line (_)+ @rest)) @loop . (_) @next
  (#match? @value "^(0|1|0\\.0|\"\"|''|\\[\\]|\\{\\}|set\\(\\)|dict\\(\\)|list\\(\\)|(collections\\.)?(defaultdict|Counter)\\(.*)$")
  (#holds? @next "^return\\b.*[^.\\w]{name}\\b") (#holds? @rest "\\b{name} [-+*]?= [^\\n]*|\\b{name}\\.(append|add|extend|update)\\(|\\b{name}\\[[^\\n]*\\] ([-+*]?=) ")
  (#lacks? @rest "[(,=] ?{name}\\b|yield")
  (#set! why "`{name}` is begun anew in each round")
  (#set! @line replace "") (#set! @loop before "{line}"))

; One too few, or too many.
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list . (binary_operator left: (call function: (identifier) @_len arguments: (argument_list . (_) @all .)) @count operator: "-" right: (integer) @_one) @end .)) body: (block) @body)
  (#eq? @_range "range") (#eq? @_len "len") (#eq? @_one "1")
  (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?[-+]|[-+] ?{at}\\b|{all}\\[[^\\]]*:") (#lacks? "{all}\\[-1\\]|{all}\\.pop\\(\\)")
  (#set! why "the last one of `{all}` is left out")
  (#set! @end replace "{count}"))
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list . (integer) @_start . (binary_operator left: (call function: (identifier) @_len arguments: (argument_list . (_) @all .)) @count operator: "-" right: (integer) @_one) @end .)) body: (block) @body)
  (#eq? @_range "range") (#eq? @_len "len") (#eq? @_one "1")
  (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?\\+|\\+ ?{at}\\b|{all}\\[[^\\]]*:") (#lacks? "{all}\\[-1\\]|{all}\\.pop\\(\\)")
  (#set! why "the last one of `{all}` is left out")
  (#set! @end replace "{count}"))
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list (binary_operator left: (call function: (identifier) @_len arguments: (argument_list . (_) @all .)) @count operator: "+" right: (integer) @_one) @end .)) body: (block) @body)
  (#eq? @_range "range") (#eq? @_len "len") (#eq? @_one "1")
  (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\bif\\b|\\btry\\b|\\b{at} ?-")
  (#set! why "`{all}` ends before that")
  (#set! @end replace "{count}"))
((while_statement condition: (comparison_operator . (identifier) @at operators: "<=" @sign . (call function: (identifier) @_len arguments: (argument_list . (_) @all .)) .) body: (block) @body)
  (#eq? @_len "len") (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?- ?1|[=<>] len\\({all}\\)")
  (#set! why "`{all}` ends before that")
  (#set! @sign replace "<"))
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list . (integer) @first . (call function: (identifier) @_len arguments: (argument_list . (_) @all .)) .)) body: (block) @body)
  (#eq? @_range "range") (#eq? @_len "len") (#eq? @first "1")
  (#holds? @body "(^|[^.\\w]){all}\\[{at}\\]") (#lacks? @body "\\b{at} ?-|{all}\\[[^\\]]*:")
  (#set! weak) (#set! why "the first one of `{all}` is left out")
  (#set! @first replace "0"))

; The search in halves.
((assignment left: (identifier) @low right: (identifier) @mid)
  (#holds? "\\b{mid} = \\(?{low} \\+ [^\\n]* ?// ?2|\\b{mid} = {low} \\+ \\(\\w+ - {low}\\) // 2") (#holds? "while {low} <=? \\w+:")
  (#set! why "where they are neighbours, `{low}` stays where it is for ever")
  (#set! @mid replace "{mid} + 1"))
((assignment left: (identifier) @high right: (identifier) @mid)
  (#holds? "\\b{mid} = \\(?\\w+ \\+ {high}\\)? ?// ?2|\\b{mid} = (\\w+) \\+ \\({high} - \\w+\\) // 2") (#holds? "while \\w+ <= {high}:")
  (#set! why "where it is the only one left, `{high}` stays where it is for ever")
  (#set! @mid replace "{mid} - 1"))
((while_statement condition: (comparison_operator . (identifier) @low operators: "<" @sign . (identifier) @high .) body: (block) @body)
  (#holds? @body "\\b{low} = (\\w+) \\+ 1") (#holds? @body "\\b{high} = (\\w+) - 1") (#holds? @body "// 2")
  (#set! why "the last one that is left is not looked at")
  (#set! @sign replace "<="))
