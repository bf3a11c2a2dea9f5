; A collection that changes while it is gone through.
((for_in_statement operator: "of" right: [(identifier) (member_expression)] @all body: (_) @body)
  (#holds? @body "{all}\\.(splice|push|shift|pop|delete|add|unshift|set|clear)\\(|\\bdelete {all}\\b")
  (#set! why "`{all}` changes while it is gone through")
  (#set! @all replace "[...{all}]"))
((for_in_statement operator: "of" right: (member_expression object: (this)) @all body: (_) @body)
  (#holds? @body "\\w\\(")
  (#set! weak) (#set! why "what is called may change `{all}` while it is gone through")
  (#set! @all replace "[...{all}]"))
((call_expression function: (member_expression object: (member_expression object: (this)) @all property: (property_identifier) @_each)
    arguments: (arguments) @body)
  (#eq? @_each "forEach") (#holds? @body "\\w\\(")
  (#set! weak) (#set! why "what is called may change `{all}` while it is gone through")
  (#set! @all replace "[...{all}]"))
((call_expression function: (member_expression property: (property_identifier) @_splice) arguments: (arguments . (identifier) @at . (number) @_one .))
  (#eq? @_splice "splice") (#eq? @_one "1") (#holds? "\\b{at}\\+\\+")
  (#set! why "the item behind the one that is taken out is skipped")
  (#set! @at replace "{at}--"))

; A variable that all rounds of a loop share.
((for_statement initializer: (variable_declaration "var" @var) body: (_) @_body)
  (#holds? @_body "=>|function")
  (#set! why "the functions see the last value of the loop's variable")
  (#set! @var replace "let"))

; The names of a list are its positions, as texts.
((for_in_statement operator: "in" @in)
  (#set! weak) (#set! why "`in` goes through the names, not the values")
  (#set! @in replace "of"))

; What a function finds by calling itself is dropped.
([(_ name: (_) @name body: (statement_block (if_statement [
      (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call)
      (_ (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)
      (_ (_ (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .))]) .) @body)
  (variable_declarator name: (_) @name value: (_ body: (statement_block (if_statement [
      (expression_statement (call_expression function: (identifier) @_same) @call)
      (_ (expression_statement (call_expression function: (identifier) @_same) @call) .)
      (_ (_ (expression_statement (call_expression function: (identifier) @_same) @call) .))]) .) @body))]
  (#eq? @_same @name) (#holds? @body "\\breturn [^;\\s]")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
((_ name: (_) @name body: (statement_block (if_statement
    consequence: [(expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call)
      (statement_block (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)]
    alternative: (else_clause [(expression_statement (call_expression function: [(identifier) @_also (member_expression object: (this) property: (_) @_also)]) @other)
      (_ (expression_statement (call_expression function: [(identifier) @_also (member_expression object: (this) property: (_) @_also)]) @other) .)]))) @body)
  (#eq? @_same @name) (#eq? @_also @name) (#holds? @body "\\breturn [^;\\s]")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}") (#set! @other replace "return {other}"))
([(_ name: (_) @name body: (statement_block (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .) @body)
  (variable_declarator name: (_) @name value: (_ body: (statement_block (expression_statement (call_expression function: (identifier) @_same) @call) .) @body))]
  (#eq? @_same @name) (#holds? @body "\\breturn [^;\\s]")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
([(_ name: (_) @name body: (statement_block (if_statement [
      (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call)
      (_ (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)
      (_ (_ (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .))])
      (return_statement [(null) (true) (false) (number) (undefined) (unary_expression) (call_expression)] @end) .) @body)
  (variable_declarator name: (_) @name value: (_ body: (statement_block (if_statement [
      (expression_statement (call_expression function: (identifier) @_same) @call)
      (_ (expression_statement (call_expression function: (identifier) @_same) @call) .)
      (_ (_ (expression_statement (call_expression function: (identifier) @_same) @call) .))])
      (return_statement [(null) (true) (false) (number) (undefined) (unary_expression) (call_expression)] @end) .) @body))]
  (#eq? @_same @name) (#holds? @body "(?s)\\breturn [^;\\s].*\\breturn [^;\\s]") (#match? @end "^(null|true|false|-?[0-9]+|undefined)$")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
([(_ name: (_) @name body: (statement_block (for_in_statement body: [
        (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call)
        (statement_block (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)
        (statement_block (if_statement (_ (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)) .)])
      (return_statement (_) @_end) .) @body)
  (variable_declarator name: (_) @name value: (_ body: (statement_block (for_in_statement body: [
        (expression_statement (call_expression function: (identifier) @_same) @call)
        (statement_block (expression_statement (call_expression function: (identifier) @_same) @call) .)
        (statement_block (if_statement (_ (expression_statement (call_expression function: (identifier) @_same) @call) .)) .)])
      (return_statement (_) @_end) .) @body))]
  (#eq? @_same @name) (#match? @_end "^(null|false|undefined)$")
  (#set! why "what `{name}` finds is dropped")
  (#set! @call replace "const found = {call};\nif (found) return found"))
((_ name: (_) @name body: (statement_block (lexical_declaration (variable_declarator name: (identifier) @all value: (number)))
    (for_in_statement body: [
      (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call)
      (statement_block (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)]) . (return_statement (identifier) @_end) .))
  (#eq? @_same @name) (#eq? @all @_end)
  (#set! why "what `{name}` counts is dropped")
  (#set! @call replace "{all} += {call}"))
((_ name: (_) @name body: (statement_block (lexical_declaration (variable_declarator name: (identifier) @all value: (array)))
    (for_in_statement body: [
      (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call)
      (statement_block (expression_statement (call_expression function: [(identifier) @_same (member_expression object: (this) property: (_) @_same)]) @call) .)]) . (return_statement (identifier) @_end) .))
  (#eq? @_same @name) (#eq? @all @_end) (#lacks? @call "\\b{all}\\b")
  (#set! why "what `{name}` gathers is dropped")
  (#set! @call replace "{all}.push(...{call})"))

; The first round of a loop is its last.
([(statement_block (_ body: (statement_block (_) (return_statement [(identifier) @all (_ . (identifier) @all) (_ . (member_expression object: (identifier) @all)) (_ . (_ . (member_expression object: (identifier) @all)))]) @return .) @body) @loop .)
  (statement_block (_ body: (statement_block (_) (return_statement [(identifier) @all (_ . (identifier) @all) (_ . (member_expression object: (identifier) @all)) (_ . (_ . (member_expression object: (identifier) @all)))]) @return .) @body) @loop . (return_statement))]
  (#match? @loop "^(for|while) ?\\([^;)]") (#not-match? @loop "^while ?\\(true")
  (#holds? @body "\\b{all} = [^;\\n]*\\b{all}\\b|\\b{all}( ([-+*/|&]|\\|\\||&&|\\?\\?)= |\\+\\+|--|\\.(push|add|set|unshift)\\(|\\[[^\\]]*\\] ([-+*/|&])?= )") (#lacks? @body "\\b(const|let|var) {all}\\b|\\bcontinue\\b|\\btry\\b")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @return replace "") (#set! @loop after "{return}"))
([(statement_block (_ body: (statement_block (if_statement [(_ (return_statement) .) (return_statement)]) (return_statement [(true) (false) (null) (undefined) (number) (unary_expression)]) @return .)) @loop .)
  (statement_block (_ body: (statement_block (if_statement [(_ (return_statement) .) (return_statement)]) (return_statement [(true) (false) (null) (undefined) (number) (unary_expression)]) @return .)) @loop . (return_statement))]
  (#match? @loop "^(for|while) ?\\([^;)]") (#not-match? @loop "^while ?\\(true") (#lacks? @loop "\\bcontinue\\b|\\btry\\b")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @return replace "") (#set! @loop after "{return}"))
((statement_block (_ body: [
      (if_statement consequence: [(_ (return_statement) .) (return_statement)] @then @both alternative: (else_clause [(return_statement) @return (statement_block . (return_statement) @return .)]) @both)
      (statement_block (if_statement consequence: [(_ (return_statement) .) (return_statement)] @then @both alternative: (else_clause [(return_statement) @return (statement_block . (return_statement) @return .)]) @both) .)]) @loop .)
  (#match? @loop "^(for|while) ?\\([^;)]") (#not-match? @loop "^while ?\\(true") (#lacks? @loop "\\bcontinue\\b") (#match? @return "^return( (true|false|null|undefined|-?[0-9]+))?;?$")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @both replace "{then}") (#set! @loop after "{return}"))
(statement_block (_ body: [
      (if_statement consequence: [(_ (return_statement) .) (return_statement)] @then @both alternative: (else_clause [(return_statement) @return (statement_block . (return_statement) @return .)]) @both)
      (statement_block (if_statement consequence: [(_ (return_statement) .) (return_statement)] @then @both alternative: (else_clause [(return_statement) @return (statement_block . (return_statement) @return .)]) @both) .)]) @loop . (return_statement)
  (#match? @loop "^(for|while) ?\\([^;)]") (#not-match? @loop "^while ?\\(true") (#lacks? @loop "\\bcontinue\\b") (#match? @return "^return( (true|false|null|undefined|-?[0-9]+))?;?$")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @both replace "{then}"))

; What is gathered over all rounds begins anew in each.
((statement_block (_ body: (statement_block . (_ (variable_declarator name: (identifier) @all value: [(number) (string) (array) (object) (new_expression)])) @line)) @loop
    (return_statement (_) @_end)) @block
  (#match? @loop "^(for|while)\\b") (#holds? @_end "\\b{all}\\b") (#lacks? @_end "=>|function") (#lacks? @block "(?s)\\b(const|let|var) {all}\\b.*\\b(const|let|var) {all}\\b")
  (#match? @line "^(const|let|var) \\w+(: [^=]+)? = [^,]*;?$")
  (#set! why "`{all}` begins anew in each round of the loop")
  (#set! @line replace "") (#set! @loop before "{line}"))
((statement_block (lexical_declaration (variable_declarator name: (identifier) @all value: (_) @_begin)) (_ body: (statement_block . [
        (lexical_declaration (variable_declarator name: (identifier) @_same value: (_) @_anew))
        (expression_statement (assignment_expression left: (identifier) @_same right: (_) @_anew))] @line) @body) @_loop . (return_statement (_) @_end))
  (#match? @_loop "^(for|while)\\b") (#eq? @all @_same) (#eq? @_begin @_anew) (#match? @_begin "^(0|\\[\\]|\\{\\}|\"\"|''|``|true|false|null|new (Map|Set)\\(\\))$") (#holds? @_end "\\b{all}\\b")
  (#holds? @body "\\b{all}( ([-+*/|&]|\\|\\||&&|\\?\\?)= | = {all}\\b|\\+\\+|--|\\.(push|add|set|unshift)\\(|\\[[^\\]]*\\] ([-+*/|&])?= )")
  (#set! why "`{all}` begins anew in each round of the loop")
  (#set! @line replace ""))
((statement_block (lexical_declaration (variable_declarator name: (identifier) @all !value) @declared)
    (_ body: (statement_block . (expression_statement (assignment_expression left: (identifier) @_same right: (_) @anew)) @line) @body) @_loop . (return_statement (_) @_end))
  (#match? @_loop "^(for|while)\\b") (#eq? @all @_same) (#match? @anew "^(0|\\[\\]|\\{\\}|\"\"|''|``|new (Map|Set)\\(\\))$") (#holds? @_end "\\b{all}\\b")
  (#holds? @body "\\b{all}( ([-+*/|&]|\\|\\||&&|\\?\\?)= | = {all}\\b|\\+\\+|--|\\.(push|add|set|unshift)\\(|\\[[^\\]]*\\] ([-+*/|&])?= )")
  (#set! why "`{all}` begins anew in each round of the loop")
  (#set! @line replace "") (#set! @declared replace "{declared} = {anew}"))

; The last one is left out; one too many is looked at.
((for_statement initializer: (_) @_from condition: (binary_expression left: (identifier) @at operator: "<" right: (binary_expression left: (member_expression object: (_) @all property: (_) @_length) @length operator: "-" right: (number) @_one) @until) body: (_) @body)
  (#eq? @_length "length") (#eq? @_one "1") (#match? @_from "= 0;?$") (#holds? @body "\\b{all}\\[{at}\\]")
  (#lacks? @body "\\b{at} ?[-+]|[-+] ?{at}\\b|[<>=] {at}\\b|\\b{at} [<>=]") (#lacks? "{all}\\[{all}\\.length ?- ?1\\]|{all}\\.(at\\(-1|pop\\(|slice\\(-1)|{all}\\[{all}\\.length\\]")
  (#set! why "the last of `{all}` is left out")
  (#set! @until replace "{length}"))
((for_statement initializer: (_) @_from condition: (binary_expression left: (identifier) @at operator: "<=" @how right: (member_expression object: (_) @all property: (_) @_length)) body: (_) @body)
  (#eq? @_length "length") (#match? @_from "= 0;?$") (#holds? @body "\\b{all}\\[{at}\\]")
  (#lacks? @body "\\b{at} (<|>=|===?|!==?|>) |{all}\\[{at} ?- ?1|{all}\\[{at}\\] (===?|!==?|\\?\\?|\\|\\|) |{all}\\[{at}\\]\\?|!{all}\\[{at}\\]")
  (#set! why "behind the last of `{all}` there is none")
  (#set! @how replace "<"))

; What was gathered last is left out.
((for_in_statement body: (statement_block (if_statement consequence: (statement_block
    . (expression_statement) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)])) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if ({gathered}.length > 0) {\n\t{emit}\n}"))
((for_in_statement body: (statement_block (if_statement consequence: (statement_block
    . (if_statement) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)])) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))
([(_ [(_ body: (statement_block (if_statement [(statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)]))) (else_clause (statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)]))))]))) (expression_statement (call_expression arguments: (arguments . (arrow_function body: (statement_block (if_statement (statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)])))))) .)))] @loop . (return_statement) @_end)
    (statement_block (_ body: (statement_block (if_statement [(statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)]))) (else_clause (statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)]))))]))) @loop .)]
  (#match? @loop "^(for|while)\\b|^[^\\n{]*\\.forEach\\(") (#match? @emit "\\.(push|add|set|unshift)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "(const|let|var) {gathered}\\b")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if ({gathered}.length > 0) {\n\t{emit}\n}"))
([(_ [(_ body: (statement_block (if_statement [(statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object) (new_expression) (null) (call_expression)]))) (else_clause (statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object) (new_expression) (null) (call_expression)]))))]))) (expression_statement (call_expression arguments: (arguments . (arrow_function body: (statement_block (if_statement (statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object) (new_expression) (null) (call_expression)])))))) .)))] @loop . (return_statement) @_end)
    (statement_block (_ body: (statement_block (if_statement [(statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object) (new_expression) (null) (call_expression)]))) (else_clause (statement_block (expression_statement (call_expression)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object) (new_expression) (null) (call_expression)]))))]))) @loop .)]
  (#match? @loop "^(for|while)\\b|^[^\\n{]*\\.forEach\\(") (#match? @emit "\\.(push|add|set|unshift)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "(const|let|var) {gathered}\\b")
  (#holds? @loop "\\b{gathered}\\.\\w+(\\.push\\(| [-+]?= |\\+\\+)")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if ({gathered}) {\n\t{emit}\n}"))
([(_ [(_ body: (statement_block (if_statement [(statement_block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string) (object) (new_expression) (null) (call_expression)]))) (else_clause (statement_block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string) (object) (new_expression) (null) (call_expression)]))))]))) (expression_statement (call_expression arguments: (arguments . (arrow_function body: (statement_block (if_statement (statement_block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string) (object) (new_expression) (null) (call_expression)])))))) .)))] @loop . (return_statement) @_end)
    (statement_block (_ body: (statement_block (if_statement [(statement_block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string) (object) (new_expression) (null) (call_expression)]))) (else_clause (statement_block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string) (object) (new_expression) (null) (call_expression)]))))]))) @loop .)]
  (#match? @loop "^(for|while)\\b|^[^\\n{]*\\.forEach\\(") (#match? @emit "\\.(push|add|set|unshift)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "(const|let|var) {gathered}\\b")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))
