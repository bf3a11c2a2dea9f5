; What a method finds by calling itself is dropped.
((method_declaration type: (_) @_type name: (identifier) @name body: (block (if_statement [
      (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call)
      (_ (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)
      (_ (_ (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .))])
    (return_statement [(null_literal) (true) (false) (decimal_integer_literal) (unary_expression) (method_invocation)] @end) .) @body)
  (#not-eq? @_type "void") (#eq? @_same @name) (#match? @end "^(null|true|false|-?[0-9]+|Optional\\.empty\\(\\))$") (#holds? @body "(?s)\\breturn [^;\\s].*\\breturn [^;\\s]")
  (#set! why "what `{name}` returns is dropped")
  (#set! @call replace "return {call}"))
((method_declaration type: (_) @_type name: (identifier) @name body: (block (enhanced_for_statement body: [
      (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call)
      (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)
      (block (if_statement (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)) .)])
    (return_statement (null_literal)) .))
  (#eq? @_same @name)
  (#set! why "what `{name}` finds is dropped")
  (#set! @call replace "var found = {call};\nif (found != null) return found"))
((method_declaration type: (_) @_type name: (identifier) @name body: (block (enhanced_for_statement body: [
      (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call)
      (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)
      (block (if_statement (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)) .)])
    (return_statement (false)) .))
  (#eq? @_same @name)
  (#set! why "what `{name}` finds is dropped")
  (#set! @call replace "if ({call}) return true"))
((method_declaration name: (identifier) @name body: (block
    (local_variable_declaration declarator: (variable_declarator name: (identifier) @sum value: [(decimal_integer_literal) (field_access) (method_invocation)])) .
    (enhanced_for_statement body: [
      (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call)
      (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)
      (block (if_statement (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)) .)]) .
    (return_statement (identifier) @_end) .) @body)
  (#eq? @_same @name) (#eq? @sum @_end) (#match? @body "^\\{\\s*(int|long|double) ")
  (#set! why "what `{name}` counts is dropped")
  (#set! @call replace "{sum} += {call}"))
((method_declaration name: (identifier) @name body: (block
    (local_variable_declaration type: (generic_type) declarator: (variable_declarator name: (identifier) @all value: (object_creation_expression)))
    (enhanced_for_statement body: [
      (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call)
      (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)
      (block (if_statement (block (expression_statement [(method_invocation !object name: (identifier) @_same) (method_invocation object: (this) name: (identifier) @_same)] @call) .)) .)]) .
    (return_statement (identifier) @_end) .))
  (#eq? @_same @name) (#eq? @all @_end) (#lacks? @call "\\b{all}\\b")
  (#set! why "what `{name}` gathers is dropped")
  (#set! @call replace "{all}.addAll({call})"))

; A collection that changes while it is gone through.
((enhanced_for_statement value: [(identifier) (field_access)] @all body: (_) @body)
  (#holds? @body "\\b{all}\\.(remove|add|clear)\\(")
  (#set! why "`{all}` changes while it is gone through")
  (#set! @all replace "new java.util.ArrayList<>({all})"))
((enhanced_for_statement value: [(identifier) (field_access)] @all body: (_) @body)
  (#holds? "(private|final)[^\\n]*(List|Set|Collection)<[^\\n]*> {all}\\b") (#holds? @body "\\w\\(")
  (#set! weak) (#set! why "what is called may change `{all}` while it is gone through")
  (#set! @all replace "new java.util.ArrayList<>({all})"))

; What is taken out of a list while it is gone through by number lets the next one move up.
((for_statement condition: (_) @until update: (update_expression (identifier) @at)
    body: (block (if_statement consequence: [
      (expression_statement (method_invocation object: [(identifier) @_name (field_access field: (identifier) @_name)] @all name: (identifier) @_remove arguments: (argument_list . (identifier) @index .)))
      (block (expression_statement (method_invocation object: [(identifier) @_name (field_access field: (identifier) @_name)] @all name: (identifier) @_remove arguments: (argument_list . (identifier) @index .))))])) @body)
  (#eq? @index @at) (#eq? @_remove "remove") (#holds? @until "^{at} < {all}\\.size\\(\\)$") (#holds? @body "{all}\\.get\\({at}\\)")
  (#holds? "(List|Vector)(<[^\\n]*>)? {_name}\\b") (#lacks? "Map<[^\\n]*> {_name}\\b")
  (#lacks? @body "(?s)\\.remove\\({at}\\).*\\b{at}\\b|{all}\\.(add|set)|--|\\b{at} ?[-+]?= ?[^=]|\\b(break|return|throw)\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))

; The first round of a loop is its last.
((block (_ body: (block (_) (return_statement [(identifier) @all (_ . (identifier) @all) (_ . (_ . (identifier) @all)) (method_invocation object: (identifier) @all)]) @return .) @body) @loop . (return_statement) @after)
  (#match? @loop "^(for\\b|while ?\\([^()]*\\))") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#holds? @body "\\b{all} = [^;\\n]*\\b{all}\\b|\\b{all}( [-+*/|&]= |\\+\\+|--|\\.(add|put|append|push|addAll)\\(|\\[[^\\]]*\\] ?([-+*/]?=|\\+\\+))") (#lacks? @body "\\b(int|long|double|boolean|String|var|List<[^\\n]*>) {all}\\b|\\b(continue|break)\\b")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @return replace "") (#set! @after replace "{return}"))
((block (_ body: (block (if_statement [(block (return_statement) .) (return_statement)]) (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)]) @return .)) @loop . (return_statement) @_after)
  (#match? @loop "^(for\\b|while ?\\([^()]*\\))") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#eq? @return @_after) (#lacks? @loop "\\b(continue|break)\\b")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @return replace ""))
((block (_ body: [
      (if_statement consequence: [(block (return_statement) .) (return_statement)] @then @both alternative: [(block . (return_statement) @_return .) (return_statement) @_return] @both)
      (block (if_statement consequence: [(block (return_statement) .) (return_statement)] @then @both alternative: [(block . (return_statement) @_return .) (return_statement) @_return] @both) .)]) @loop . (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)]) @_after)
  (#match? @loop "^(for\\b|while ?\\([^()]*\\))") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#eq? @_return @_after) (#lacks? @loop "\\b(continue|break)\\b")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @both replace "{then}"))

; What is gathered over all rounds begins anew in each.
((block (local_variable_declaration declarator: (variable_declarator name: (identifier) @all value: (_) @_begin))
    (_ body: (block . (expression_statement (assignment_expression left: (identifier) @_same operator: "=" right: (_) @_anew)) @line) @body) @loop . (return_statement (_) @_end))
  (#match? @loop "^(for|while)\\b") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#eq? @all @_same) (#eq? @_begin @_anew) (#match? @_begin "^(0|0\\.0|\"\"|true|false|null|new \\w+(<.*>)?\\(\\))$") (#holds? @_end "\\b{all}\\b")
  (#holds? @body "\\b{all} = [^;\\n]*\\b{all}\\b|\\b{all}( [-+*/|&]= |\\+\\+|--|\\.(add|put|append|push|addAll)\\(|\\[[^\\]]*\\] ?([-+*/]?=|\\+\\+))|\\b{all} = {all}\\b")
  (#set! why "`{all}` begins anew in each round of the loop")
  (#set! @line replace ""))
((block (_ body: (block . (expression_statement (method_invocation object: (identifier) @all name: (identifier) @_clear arguments: (argument_list) @_none)) @line) @body) @loop . (return_statement (identifier) @_end))
  (#match? @loop "^(for|while)\\b") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#eq? @all @_end) (#eq? @_clear "clear") (#holds? @body "\\b{all}\\.(add|put)\\(") (#lacks? @body "\\breturn\\b|\\bbreak;")
  (#set! why "`{all}` begins anew in each round of the loop")
  (#set! @line replace ""))

; The last one is left out; one too many is looked at.
((for_statement init: (_) @_from condition: (binary_expression left: (identifier) @at operator: "<" right: (binary_expression left: [(method_invocation object: (_) @all name: (identifier) @_length arguments: (argument_list) @_none) (field_access object: (_) @all field: (identifier) @_length)] @length operator: "-" right: (decimal_integer_literal) @_one) @until) body: (_) @body)
  (#any-of? @_length "length" "size") (#eq? @_one "1") (#match? @_from "= 0;?$") (#holds? @body "\\b{all}(\\[{at}\\]|\\.(get|charAt)\\({at}\\))")
  (#lacks? @body "\\b{at} ?[-+]|[-+] ?{at}\\b|[<>=] {at}\\b|\\b{at} [<>=]") (#lacks? "{all}(\\[{all}\\.length ?- ?1\\]|\\.get\\({all}\\.size\\(\\) ?- ?1\\)|\\.charAt\\({all}\\.length\\(\\) ?- ?1\\)|\\.getLast\\()")
  (#set! why "the last of `{all}` is left out")
  (#set! @until replace "{length}"))
((for_statement init: (_) @_from condition: (binary_expression left: (identifier) @at operator: "<=" @how right: [(method_invocation object: (_) @all name: (identifier) @_length) (field_access object: (_) @all field: (identifier) @_length)]) update: (update_expression) body: [(block . (_) @_first) (_) @_first] @body)
  (#any-of? @_length "length" "size") (#match? @_from "= 0;?$") (#holds? "{all}(\\[{at}\\]|\\.charAt\\({at}\\))|(List|Vector)(<[^\\n]*>)? {all}\\b") (#lacks? "IndexOutOfBounds")
  (#holds? @_first "^(if ?\\([^)&|?]*|(i[^f]|[^i{])[^{;?&|]*)?{all}(\\[{at}\\]|\\.(get|charAt)\\({at}\\))") (#lacks? @_first "^(for|while|do|try|switch|synchronized)\\b")
  (#lacks? @body "\\b{at} ?[<>=!]=|\\b{at} ?[<>]|([<>]|[<>=!]=) ?{at}\\b|{all}(\\.(length|size|add|remove)|(\\[|\\.(get|charAt)\\(){at} ?- ?1)|\\b(break|return|throw)\\b|->")
  (#set! sure) (#set! why "behind the last of `{all}` there is none")
  (#set! @how replace "<"))
((for_statement init: (_) @_from condition: (binary_expression left: (identifier) @at operator: "<=" @how right: [(method_invocation object: (_) @all name: (identifier) @_length) (field_access object: (_) @all field: (identifier) @_length)]) body: (_) @body)
  (#any-of? @_length "length" "size") (#match? @_from "= 0;?$") (#holds? @body "\\b{all}(\\[{at}\\]|\\.(get|charAt)\\({at}\\))")
  (#lacks? @body "\\b{at} ?(<|>=|==|!=|>)") (#lacks? @body "{all}(\\[|\\.(get|charAt)\\(){at} ?- ?1")
  (#set! why "behind the last of `{all}` there is none")
  (#set! @how replace "<"))

; What was gathered last is left out.
((enhanced_for_statement body: (block (if_statement consequence: (block
    . (expression_statement) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (object_creation_expression))) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#holds? "\\b(List|Set|Map|Deque|StringBuilder)\\b(<[^\\n]*>)? {gathered}\\b|\\bvar {gathered} = new (ArrayList|StringBuilder|HashMap|TreeMap|LinkedHashMap|HashSet|ArrayDeque)") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if (!{gathered}.isEmpty()) {\n\t{emit}\n}"))
((enhanced_for_statement body: (block (if_statement consequence: (block
    . (expression_statement) @emit . (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear arguments: (argument_list) @_args)) .)))) @loop
  (#any-of? @_clear "clear" "setLength") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if (!{gathered}.isEmpty()) {\n\t{emit}\n}"))
((enhanced_for_statement body: (block (if_statement consequence: (block
    . (if_statement) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: (object_creation_expression))) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))
((enhanced_for_statement body: (block (if_statement consequence: (block
    . (if_statement) @emit . (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear arguments: (argument_list))) .)))) @loop
  (#any-of? @_clear "clear" "setLength") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))
([(_ (_ body: (block (if_statement (block (expression_statement (method_invocation)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: (object_creation_expression))))))) @loop . (return_statement) @_end) (block (_ body: (block (if_statement (block (expression_statement (method_invocation)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: (object_creation_expression))))))) @loop .)]
  (#match? @loop "^(for|while)\\b") (#match? @emit "\\.(add|put|push|append)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "\\b[\\w<>]+ {gathered} =")
  (#holds? "\\b(List|Set|Map|Deque|StringBuilder)\\b(<[^\\n]*>)? {gathered}\\b|\\bvar {gathered} = new (ArrayList|StringBuilder|HashMap|TreeMap|LinkedHashMap|HashSet|ArrayDeque)") (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if (!{gathered}.isEmpty()) {\n\t{emit}\n}"))
([(_ (_ body: (block (if_statement (block (expression_statement (method_invocation)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object_creation_expression) (null_literal)])))))) @loop . (return_statement) @_end) (block (_ body: (block (if_statement (block (expression_statement (method_invocation)) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object_creation_expression) (null_literal)])))))) @loop .)]
  (#match? @loop "^(for|while)\\b") (#match? @emit "\\.(add|put|push|append)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "\\b[\\w<>]+ {gathered} =")
  (#lacks? "\\b(List|Set|Map|Deque|StringBuilder)\\b(<[^\\n]*>)? {gathered}\\b|\\bvar {gathered} = new (ArrayList|StringBuilder|HashMap|TreeMap|LinkedHashMap|HashSet|ArrayDeque)") (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if ({gathered} != null) {\n\t{emit}\n}"))
([(_ (_ body: (block (if_statement (block (expression_statement (method_invocation)) @emit (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear)))))) @loop . (return_statement) @_end) (block (_ body: (block (if_statement (block (expression_statement (method_invocation)) @emit (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear)))))) @loop .)]
  (#match? @loop "^(for|while)\\b") (#match? @emit "\\.(add|put|push|append)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "\\b[\\w<>]+ {gathered} =")
  (#any-of? @_clear "clear" "setLength") (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if (!{gathered}.isEmpty()) {\n\t{emit}\n}"))
([(_ (_ body: (block (if_statement (block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object_creation_expression) (null_literal)])))))) @loop . (return_statement) @_end) (block (_ body: (block (if_statement (block (if_statement) @emit (expression_statement (assignment_expression left: (identifier) @gathered right: [(object_creation_expression) (null_literal)])))))) @loop .)]
  (#match? @loop "^(for|while)\\b") (#match? @emit "\\.(add|put|push|append)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "\\b[\\w<>]+ {gathered} =")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))
([(_ (_ body: (block (if_statement (block (if_statement) @emit (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear)))))) @loop . (return_statement) @_end) (block (_ body: (block (if_statement (block (if_statement) @emit (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear)))))) @loop .)]
  (#match? @loop "^(for|while)\\b") (#match? @emit "\\.(add|put|push|append)\\(") (#holds? @emit "\\b{gathered}\\b") (#lacks? @_end "\\b{gathered}\\b") (#lacks? @loop "\\b[\\w<>]+ {gathered} =")
  (#any-of? @_clear "clear" "setLength") (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "{emit}"))
