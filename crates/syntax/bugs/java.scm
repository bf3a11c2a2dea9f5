; What patterns may say is in python.scm.

; Two objects may be equal and not the same.
((binary_expression left: [(identifier) @_name (method_invocation name: (identifier) @_name) (field_access field: (identifier) @_name)] @one operator: "==" right: (_) @other) @all
  (#holds? "\\b(String|Integer|Long|Double|Character|BigDecimal|LocalDate) {_name}\\b")
  (#not-any-of? @other "null" "true" "false") (#lacks? @other "^-?[0-9]")
  (#set! why "`==` asks whether it is the same object")
  (#set! @all replace "{one}.equals({other})"))
((binary_expression left: [(identifier) @_name (method_invocation name: (identifier) @_name) (field_access field: (identifier) @_name)] @one operator: "!=" right: (_) @other) @all
  (#holds? "\\b(String|Integer|Long|Double|Character|BigDecimal|LocalDate) {_name}\\b")
  (#not-any-of? @other "null" "true" "false") (#lacks? @other "^-?[0-9]")
  (#set! why "`!=` asks whether it is another object")
  (#set! @all replace "!{one}.equals({other})"))
((binary_expression left: (_) @one operator: "==" right: (string_literal) @other) @all
  (#set! why "`==` asks whether it is the same object")
  (#set! @all replace "{other}.equals({one})"))
((binary_expression left: (method_invocation object: (_) @one name: (identifier) @_name) operator: "==" right: (method_invocation name: (identifier) @_same) @other) @all
  (#eq? @_name @_same)
  (#set! weak) (#set! why "`==` asks whether it is the same object")
  (#set! @all replace "{one}.{_name}().equals({other})"))

; Nothing is two things at once, and all is another than one of two.
([(binary_expression left: (binary_expression left: (_) @one operator: "!=" right: [(decimal_integer_literal) (character_literal)] @_this) operator: "||" @or
    right: (binary_expression left: (_) @_same operator: "!=" right: [(decimal_integer_literal) (character_literal)] @_that))
  (binary_expression left: (unary_expression operator: "!" operand: (method_invocation object: (_) @one name: (identifier) @_equals arguments: (argument_list . (string_literal) @_this .))) operator: "||" @or
    right: (unary_expression operator: "!" operand: (method_invocation object: (_) @_same name: (identifier) @_equals arguments: (argument_list . (string_literal) @_that .))))
  (binary_expression left: (unary_expression operator: "!" operand: (method_invocation object: (string_literal) @_this name: (identifier) @_equals arguments: (argument_list . (_) @one .))) operator: "||" @or
    right: (unary_expression operator: "!" operand: (method_invocation object: (string_literal) @_that name: (identifier) @_equals arguments: (argument_list . (_) @_same .))))]
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(\\w|(^|\\.)(read|next|poll|pop|get)\\(") (#any-of? @_equals "equals" "equalsIgnoreCase")
  (#set! sure) (#set! why "`{one}` is always another than one of the two")
  (#set! @or replace "&&"))
([(binary_expression left: (binary_expression left: (_) @one operator: "==" right: [(decimal_integer_literal) (character_literal)] @_this) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: "==" right: [(decimal_integer_literal) (character_literal)] @_that))
  (binary_expression left: (method_invocation object: (_) @one name: (identifier) @_equals arguments: (argument_list . (string_literal) @_this .)) operator: "&&" @and
    right: (method_invocation object: (_) @_same name: (identifier) @_equals arguments: (argument_list . (string_literal) @_that .)))]
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(\\w|(^|\\.)(read|next|poll|pop|get)\\(") (#any-of? @_equals "equals" "equalsIgnoreCase")
  (#set! sure) (#set! why "`{one}` is never both")
  (#set! @and replace "||"))
((binary_expression left: (binary_expression left: (_) @one operator: ["<" "<="] right: (_) @_least) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: [">" ">="] right: (_) @_most))
  (#eq? @one @_same) (#match? @_least "^0$|([mM]in|MIN|[lL]ow|[sS]tart|[fF]irst)$") (#match? @_most "^[1-9]|([mM]ax|MAX|[hH]igh|[eE]nd|[lL]ast|length|size\\(\\))$")
  (#set! sure) (#set! why "`{one}` is never both too small and too great")
  (#set! @and replace "||"))
; What compares says less than 0, 0 or more, not -1, 0 or 1.
((binary_expression left: (method_invocation name: (identifier) @compare) operator: "==" @how right: (decimal_integer_literal) @one)
  (#any-of? @compare "compareTo" "compareToIgnoreCase") (#eq? @one "1")
  (#set! sure) (#set! why "`{compare}` may return more than 1")
  (#set! @how replace ">") (#set! @one replace "0"))
((binary_expression left: (method_invocation name: (identifier) @compare) operator: "==" @how right: (unary_expression) @one)
  (#any-of? @compare "compareTo" "compareToIgnoreCase") (#eq? @one "-1")
  (#set! sure) (#set! why "`{compare}` may return less than -1")
  (#set! @how replace "<") (#set! @one replace "0"))
; A fraction between -1 and 1 counts as none, and what is greater says nothing about what is less.
([(lambda_expression body: (cast_expression type: (integral_type) @_int value: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other))) @said)
  (method_declaration name: (identifier) @_name body: (block (return_statement (cast_expression type: (integral_type) @_int value: (parenthesized_expression (binary_expression left: (_) @one operator: "-" right: (_) @other))) @said)))]
  (#eq? @_int "int") (#any-of? @_name "compare" "compareTo") (#lacks? @one "(?-u:\\b)(L|ong|Long|ime|imeMillis|Nano|nano)") (#holds? @said "\\w+\\(\\)|\\.\\w+")
  (#set! why "a difference of less than 1 counts as none")
  (#set! @said replace "Double.compare({one}, {other})"))
([(lambda_expression body: (ternary_expression condition: [(binary_expression left: (_) @one operator: ">" right: (_) @other) (parenthesized_expression (binary_expression left: (_) @one operator: ">" right: (_) @other))] consequence: (_) @_more alternative: (_) @less))
  (method_declaration name: (identifier) @_name body: (block (return_statement (ternary_expression condition: [(binary_expression left: (_) @one operator: ">" right: (_) @other) (parenthesized_expression (binary_expression left: (_) @one operator: ">" right: (_) @other))] consequence: (_) @_more alternative: (_) @less))))]
  (#any-of? @_name "compare" "compareTo") (#eq? @_more "1") (#eq? @less "0")
  (#set! why "what compares never says that something is less")
  (#set! @less replace "{one} < {other} ? -1 : 0"))
; Arrays are compared and shown as objects.
((method_invocation object: (identifier) @one name: (identifier) @_equals arguments: (argument_list . (identifier) @other .)) @all
  (#eq? @_equals "equals") (#holds? "\\w\\[\\] {one}\\b") (#holds? "\\w\\[\\] {other}\\b") (#lacks? "\\b([A-Z]\\w*|int|long|double|char|boolean|var)(<[^>\\n]*>)? {one}\\b|\\[\\]\\[\\] ({one}|{other})\\b")
  (#set! sure) (#set! why "`equals` asks whether it is the same array")
  (#set! @all replace "java.util.Arrays.equals({one}, {other})"))
((method_invocation object: (identifier) @one name: (identifier) @text arguments: (argument_list) @_none) @all
  (#any-of? @text "toString" "hashCode") (#eq? @_none "()") (#holds? "\\w\\[\\] {one}\\b") (#lacks? "\\b([A-Z]\\w*|int|long|double|char|boolean|var)(<[^>\\n]*>)? {one}\\b|\\[\\]\\[\\] {one}\\b")
  (#set! sure) (#set! why "`{text}` says nothing about what is in the array")
  (#set! @all replace "java.util.Arrays.{text}({one})"))
; `+` binds more than `?`.
((ternary_expression condition: [
      (binary_expression left: (binary_expression left: (string_literal) operator: "+" right: (_) @value) operator: ["==" "!="])
      (binary_expression left: (binary_expression left: (binary_expression) operator: "+" right: (_) @value) operator: ["==" "!="] right: (null_literal))]
    alternative: (_) @other)
  (#set! sure) (#set! why "`+` binds more than `?`")
  (#set! @value replace "({value}") (#set! @other replace "{other})"))
; The first position is 0.
((binary_expression left: (method_invocation name: (identifier) @_index) operator: ">" @how right: (decimal_integer_literal) @_zero)
  (#any-of? @_index "indexOf" "lastIndexOf") (#eq? @_zero "0")
  (#set! why "the first position is 0")
  (#set! @how replace ">="))
((binary_expression left: (identifier) @at operator: ">" @how right: (decimal_integer_literal) @_zero)
  (#eq? @_zero "0") (#holds? "\\bint {at} = [^\\n]*\\.indexOf\\(") (#lacks? "\\bint {at} = [^\\n]*[^x]Of\\(|[(,] ?int {at}\\b|\\bint {at} = [^\\n]*[0-9a-z];")
  (#set! weak) (#set! why "the first position is 0")
  (#set! @how replace ">="))
; Texts that are regular expressions.
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\".\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\.\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"|\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\|\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"*\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\*\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"+\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\+\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"?\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\?\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"$\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\$\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"^\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\^\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"(\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\(\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\")\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\)\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"[\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\[\""))
((method_invocation name: (identifier) @_split arguments: (argument_list . (string_literal) @sign))
  (#eq? @_split "split") (#eq? @sign "\"{\"")
  (#set! sure) (#set! why "{sign} is a regular expression, in which the sign is not itself")
  (#set! @sign replace "\"\\\\{\""))
((method_invocation name: (identifier) @replace arguments: (argument_list . (string_literal) @_sign . (_) .))
  (#eq? @replace "replaceAll") (#any-of? @_sign "\".\"" "\"|\"" "\"*\"" "\"+\"" "\"?\"" "\"$\"" "\"^\"" "\"(\"" "\")\"" "\"[\"" "\"...\"")
  (#set! sure) (#set! why "{_sign} is a regular expression, in which the sign is not itself")
  (#set! @replace replace "replace"))
; One of two texts alone is made lower case.
((method_invocation object: (method_invocation object: (_) @_of name: (identifier) @lower arguments: (argument_list) @how) name: (identifier) @_equals
    arguments: (argument_list . [(identifier) @_name @other (field_access field: (identifier) @_name) @other (method_invocation name: (identifier) @_name) @other] .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#any-of? @_equals "equals" "contains" "startsWith" "endsWith" "indexOf" "compareTo") (#not-eq? @_of @other)
  (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|^[A-Z_.]+$") (#lacks? "\\b{_name} = [^\\n]*to(Lower|Upper)Case\\(|\\b{_name}\\(\\) *\\{\\s*return [^\\n]*to(Lower|Upper)Case\\(") (#lacks? @other "\\([^)]")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}{how}"))
((method_invocation object: [(identifier) @_name @other (field_access field: (identifier) @_name) @other (method_invocation name: (identifier) @_name) @other] name: (identifier) @_equals
    arguments: (argument_list . (method_invocation object: (_) @_of name: (identifier) @lower arguments: (argument_list) @how) .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#any-of? @_equals "equals" "contains" "startsWith" "endsWith" "compareTo") (#not-eq? @_of @other)
  (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|^[A-Z_.]+$") (#lacks? "\\b{_name} = [^\\n]*to(Lower|Upper)Case\\(|\\b{_name}\\(\\) *\\{\\s*return [^\\n]*to(Lower|Upper)Case\\(") (#lacks? @other "\\([^)]|s(\\(\\))?$|[lL]ist|[sS]et|[wW]ords|seen|^this\\.\\w+s$")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}{how}"))
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
      (expression_statement (method_invocation object: (_) @all name: (identifier) @_remove arguments: (argument_list . (identifier) @index .)))
      (block (expression_statement (method_invocation object: (_) @all name: (identifier) @_remove arguments: (argument_list . (identifier) @index .))))]))) @loop
  (#eq? @index @at) (#eq? @_remove "remove") (#holds? @until "^{at} < {all}\\.size\\(\\)$") (#holds? @loop "{all}\\.get\\({at}\\)")
  (#lacks? @loop "{at}--|--{at}|\\b{at} -= 1|\\bbreak;|\\breturn\\b")
  (#set! sure) (#set! why "the item behind the one that is taken out is skipped")
  (#set! @index replace "{index}--"))

; The first round of a loop is its last.
((block (_ body: (block (_) (return_statement [(identifier) @all (_ . (identifier) @all) (_ . (_ . (identifier) @all)) (method_invocation object: (identifier) @all)]) @return .) @body) @loop . (return_statement) @after)
  (#match? @loop "^(for|while)\\b") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#holds? @body "\\b{all} = [^;\\n]*\\b{all}\\b|\\b{all}( [-+*/|&]= |\\+\\+|--|\\.(add|put|append|push|addAll)\\(|\\[[^\\]]*\\] ?([-+*/]?=|\\+\\+))") (#lacks? @body "\\b(int|long|double|boolean|String|var|List<[^\\n]*>) {all}\\b|\\bcontinue;")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @return replace "") (#set! @after replace "{return}"))
((block (_ body: (block (if_statement [(block (return_statement) .) (return_statement)]) (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)]) @return .)) @loop . (return_statement))
  (#match? @loop "^(for|while)\\b") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#lacks? @loop "\\bcontinue\\b")
  (#set! sure) (#set! why "the first round of the loop is its last")
  (#set! @return replace ""))
((block (_ body: [
      (if_statement consequence: [(block (return_statement) .) (return_statement)] @then @both alternative: [(block . (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)]) .) (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)])] @both)
      (block (if_statement consequence: [(block (return_statement) .) (return_statement)] @then @both alternative: [(block . (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)]) .) (return_statement [(true) (false) (null_literal) (decimal_integer_literal) (unary_expression)])] @both) .)]) @loop . (return_statement))
  (#match? @loop "^(for|while)\\b") (#not-match? @loop "^while ?\\(true|^for ?\\(;;") (#lacks? @loop "\\bcontinue\\b")
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
((for_statement init: (_) @_from condition: (binary_expression left: (identifier) @at operator: "<=" @how right: [(method_invocation object: (_) @all name: (identifier) @_length) (field_access object: (_) @all field: (identifier) @_length)]) body: (_) @body)
  (#any-of? @_length "length" "size") (#match? @_from "= 0;?$") (#holds? @body "\\b{all}(\\[{at}\\]|\\.(get|charAt)\\({at}\\))")
  (#lacks? @body "\\b{at} (<|>=|==|!=|>) ") (#lacks? @body "{all}(\\[|\\.(get|charAt)\\(){at} ?- ?1")
  (#set! sure) (#set! why "behind the last of `{all}` there is none")
  (#set! @how replace "<"))

; The fraction is gone before the number is made one that can have some.
((cast_expression type: (_) @float value: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by))) @all
  (#any-of? @float "double" "float")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "({float}) {of} / {by}"))
(local_variable_declaration type: (floating_point_type) @float
  declarator: (variable_declarator value: (binary_expression left: (identifier) @of operator: "/" right: [(identifier) @by (method_invocation name: (identifier) @by) (field_access field: (identifier) @by) (decimal_integer_literal) @by]))
  (#holds? "\\b(int|long) {of}\\b") (#lacks? "\\b(double|float|Double) ({of}|{by})\\b")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
(method_declaration type: (floating_point_type) @float
  body: (block (return_statement (binary_expression left: (identifier) @of operator: "/" right: [(identifier) @by (method_invocation name: (identifier) @by) (field_access field: (identifier) @by) (decimal_integer_literal) @by])))
  (#holds? "\\b(int|long) {of}\\b") (#lacks? "\\b(double|float|Double) ({of}|{by})\\b")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
(local_variable_declaration type: (floating_point_type) @float
  declarator: (variable_declarator value: (binary_expression left: (_) @of operator: "/"))
  (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))
(method_declaration type: (floating_point_type) @float
  body: (block (return_statement (binary_expression left: (_) @of operator: "/")))
  (#lacks? @of "^\\((double|float)\\)|\\.[0-9]")
  (#set! weak) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "({float}) {of}"))

; The fraction is gone before it is made a hundred times as much, or rounded.
([(binary_expression left: (binary_expression left: (_) @of operator: "/" right: (_) @by) operator: "*" right: (decimal_integer_literal) @hundred)
  (binary_expression left: (parenthesized_expression (binary_expression left: (_) @of operator: "/" right: (_) @by)) operator: "*" right: (decimal_integer_literal) @hundred)] @all
  (#any-of? @hundred "100" "1000") (#match? @by "^[a-z]") (#match? @of "^(this\\.)?\\w+(\\.(size|length)\\(\\)|\\.length)?$") (#match? @by "^(this\\.)?\\w+(\\.(size|length)\\(\\)|\\.length)?$")
  (#holds? "\\b(int|long|Integer|Long) {of}\\b|^{of}$") (#lacks? "\\b(double|float|Double) ({of}|{by})\\b")
  (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of} * {hundred} / {by}"))
((method_invocation object: (identifier) @_math name: (identifier) @_round arguments: (argument_list . (binary_expression left: (_) @of operator: "/" right: (_) @by) .))
  (#eq? @_math "Math") (#any-of? @_round "ceil" "round" "floor") (#match? @of "^(this\\.)?\\w+(\\.(size|length)\\(\\)|\\.length)?$") (#match? @by "^(this\\.)?\\w+(\\.(size|length)\\(\\)|\\.length)?$")
  (#lacks? "\\b(double|float|Double|var) ({of}|{by})\\b") (#holds? "\\b(int|long|Integer|Long) ({of}|{by})\\b")
  (#set! sure) (#set! why "the division of whole numbers drops the fraction")
  (#set! @of replace "(double) {of}"))
; Whole numbers are multiplied as such before they are made longer.
([(local_variable_declaration type: (integral_type) @_long declarator: (variable_declarator value: (binary_expression left: (_) @one operator: "*" right: (_) @_other)))
  (method_declaration type: (integral_type) @_long body: (block (return_statement (binary_expression left: (_) @one operator: "*" right: (_) @_other))))]
  (#eq? @_long "long") (#lacks? @one "[0-9]L\\b|\\(long\\)|\"") (#lacks? @_other "[0-9]L\\b|\\(long\\)")
  (#set! weak) (#set! why "the product of whole numbers may be too great for one")
  (#set! @one replace "(long) {one}"))
; What remains of a number below 0 is below 0.
((binary_expression left: (parenthesized_expression (binary_expression operator: "-") @difference) operator: "%" right: [(identifier) (field_access) (method_invocation) (decimal_integer_literal)] @length) @all
  (#lacks? @difference "{length}|[*]") (#lacks? @length "^2$")
  (#set! why "what remains of a number below 0 is below 0")
  (#set! @all replace "Math.floorMod({difference}, {length})"))
; The last page may not be full.
((local_variable_declaration type: (integral_type) declarator: (variable_declarator name: (identifier) @_name value: (binary_expression left: (_) @of operator: "/" right: (_) @by) @all))
  (#match? @_name "([pP]ages|[pP]ageCount|[cC]hunks|[bB]atches|[cC]hunkCount|[bB]atchCount|^(num|row|total)(Rows|Count))$") (#lacks? @of "[-+]|ceil")
  (#set! why "the last one may not be full")
  (#set! @all replace "({of} + {by} - 1) / {by}"))
((method_declaration type: (integral_type) name: (identifier) @_name body: (block (return_statement (binary_expression left: (_) @of operator: "/" right: (_) @by) @all)))
  (#match? @_name "([pP]ages|[pP]ageCount|[cC]hunks|[bB]atches|[cC]hunkCount|[bB]atchCount|^(num|row|total|count)(Rows|Count|Pages))$") (#lacks? @of "[-+]|ceil")
  (#set! why "the last one may not be full")
  (#set! @all replace "({of} + {by} - 1) / {by}"))
; An amount of money that is made of a fraction has all of the fraction's digits.
((object_creation_expression type: (type_identifier) @_type arguments: (argument_list . (decimal_floating_point_literal) @number .))
  (#eq? @_type "BigDecimal") (#lacks? @number "[fFdDeE_]")
  (#set! sure) (#set! why "the number that a computer makes of {number} is not just that")
  (#set! @number replace "\"{number}\""))
((method_invocation object: (_) @amount name: (identifier) @_equals arguments: (argument_list . (field_access object: (identifier) @_type) @number .)) @all
  (#eq? @_equals "equals") (#eq? @_type "BigDecimal")
  (#set! why "`equals` tells 0 and 0.00 apart")
  (#set! @all replace "({amount}.compareTo({number}) == 0)"))

; Times are in thousandths of a second, and units are mixed up.
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^of(Millis|Minutes|Hours|Days)$") (#match? @time "((^|\\.|get)[sS]econds|[a-z]Seconds|SECONDS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in seconds")
  (#set! @unit replace "ofSeconds"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^plus(Minutes|Hours|Days)$") (#match? @time "((^|\\.|get)[sS]econds|[a-z]Seconds|SECONDS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in seconds")
  (#set! @unit replace "plusSeconds"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^minus(Minutes|Hours|Days)$") (#match? @time "((^|\\.|get)[sS]econds|[a-z]Seconds|SECONDS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in seconds")
  (#set! @unit replace "minusSeconds"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^of(Millis|Seconds|Hours|Days)$") (#match? @time "((^|\\.|get)[mM]inutes|[a-z]Minutes|MINUTES)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in minutes")
  (#set! @unit replace "ofMinutes"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^plus(Seconds|Hours|Days)$") (#match? @time "((^|\\.|get)[mM]inutes|[a-z]Minutes|MINUTES)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in minutes")
  (#set! @unit replace "plusMinutes"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^minus(Seconds|Hours|Days)$") (#match? @time "((^|\\.|get)[mM]inutes|[a-z]Minutes|MINUTES)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in minutes")
  (#set! @unit replace "minusMinutes"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^of(Millis|Seconds|Minutes|Days)$") (#match? @time "((^|\\.|get)[hH]ours|[a-z]Hours|HOURS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in hours")
  (#set! @unit replace "ofHours"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^plus(Seconds|Minutes|Days)$") (#match? @time "((^|\\.|get)[hH]ours|[a-z]Hours|HOURS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in hours")
  (#set! @unit replace "plusHours"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^minus(Seconds|Minutes|Days)$") (#match? @time "((^|\\.|get)[hH]ours|[a-z]Hours|HOURS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in hours")
  (#set! @unit replace "minusHours"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^of(Millis|Seconds|Minutes|Hours)$") (#match? @time "((^|\\.|get)[dD]ays|[a-z]Days|DAYS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in days")
  (#set! @unit replace "ofDays"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^plus(Seconds|Minutes|Hours)$") (#match? @time "((^|\\.|get)[dD]ays|[a-z]Days|DAYS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in days")
  (#set! @unit replace "plusDays"))
((method_invocation name: (identifier) @unit arguments: (argument_list . [(identifier) (field_access) (method_invocation)] @time .))
  (#match? @unit "^minus(Seconds|Minutes|Hours)$") (#match? @time "((^|\\.|get)[dD]ays|[a-z]Days|DAYS)(\\(\\))?$") (#lacks? @time "\\.to|[mM]illi|[pP]er|[pP]art")
  (#set! sure) (#set! why "`{time}` is in days")
  (#set! @unit replace "minusDays"))
([(binary_expression left: (method_invocation name: (identifier) @_now) operator: ["+" "-"] right: [(identifier) (field_access)] @time)
  (method_invocation object: (identifier) @_now name: (identifier) @_sleep arguments: (argument_list . [(identifier) (field_access)] @time .))]
  (#any-of? @_now "currentTimeMillis" "getTime" "toEpochMilli" "Thread") (#eq? @_sleep "sleep") (#match? @time "((^|\\.)[sS]econds|[a-z]Seconds|SECONDS)$")
  (#set! sure) (#set! why "`{time}` is in seconds, where thousandths of a second are asked for")
  (#set! @time replace "{time} * 1000L"))
([(binary_expression left: (method_invocation name: (identifier) @_now) operator: ["+" "-"] right: [(identifier) (field_access)] @time)
  (method_invocation object: (identifier) @_now name: (identifier) @_sleep arguments: (argument_list . [(identifier) (field_access)] @time .))]
  (#any-of? @_now "currentTimeMillis" "getTime" "toEpochMilli" "Thread") (#eq? @_sleep "sleep") (#match? @time "((^|\\.)[mM]inutes|[a-z]Minutes|MINUTES)$")
  (#set! sure) (#set! why "`{time}` is in minutes, where thousandths of a second are asked for")
  (#set! @time replace "{time} * 60 * 1000L"))
((_ (binary_expression left: [(identifier) (field_access)] @time operator: "*" right: (decimal_integer_literal) @thousand)) @_all
  (#match? @time "((^|\\.)[mM]inutes|[a-z]Minutes)$") (#any-of? @thousand "1000" "1000L" "1_000" "1_000L") (#lacks? @_all "60")
  (#set! sure) (#set! why "a minute has 60,000 thousandths of a second")
  (#set! @thousand replace "60 * {thousand}"))
((_ (binary_expression left: [(identifier) (field_access)] @time operator: "*" right: (decimal_integer_literal) @thousand)) @_all
  (#match? @time "((^|\\.)[hH]ours|[a-z]Hours)$") (#any-of? @thousand "1000" "1000L" "1_000" "1_000L") (#lacks? @_all "60")
  (#set! sure) (#set! why "an hour has 3,600,000 thousandths of a second")
  (#set! @thousand replace "60 * 60 * {thousand}"))
((_ (binary_expression left: (binary_expression left: [(identifier) (field_access)] @time operator: "*" right: (decimal_integer_literal) @_sixty) operator: "*" right: (decimal_integer_literal) @thousand)) @_all
  (#match? @time "((^|\\.)[hH]ours|[a-z]Hours)$") (#match? @_sixty "^60L?$") (#any-of? @thousand "1000" "1000L" "1_000" "1_000L") (#lacks? @_all "60.*60")
  (#set! sure) (#set! why "an hour has 3,600,000 thousandths of a second")
  (#set! @thousand replace "60 * {thousand}"))
; The days of a period are what is left over of its months.
((method_invocation object: (method_invocation object: (identifier) @_period name: (identifier) @_between arguments: (argument_list . (_) @from . (_) @to .)) name: (identifier) @_days arguments: (argument_list)) @all
  (#eq? @_period "Period") (#eq? @_between "between") (#eq? @_days "getDays")
  (#set! sure) (#set! why "the days of a period are what is left over of its months")
  (#set! @all replace "(int) java.time.temporal.ChronoUnit.DAYS.between({from}, {to})"))
; Letters of date patterns: `Y` is the year of the week, `D` the day of the year, `M` the month, `m` the minute, `S` a fraction.
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"YYYY-MM-dd\"" "\"YYYY-MM-DD\"" "\"yyyy-MM-DD\"" "\"yyyy-mm-dd\"" "\"YYYY-mm-dd\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"yyyy-MM-dd\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"dd/MM/YYYY\"" "\"DD/MM/YYYY\"" "\"DD/MM/yyyy\"" "\"dd/mm/yyyy\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"dd/MM/yyyy\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"MM/dd/YYYY\"" "\"MM/DD/YYYY\"" "\"MM/DD/yyyy\"" "\"mm/dd/yyyy\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"MM/dd/yyyy\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"dd.MM.YYYY\"" "\"DD.MM.YYYY\"" "\"DD.MM.yyyy\"" "\"dd.mm.yyyy\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"dd.MM.yyyy\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"YYYYMMdd\"" "\"YYYYMMDD\"" "\"yyyyMMDD\"" "\"yyyymmdd\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"yyyyMMdd\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"YYYY-MM\"" "\"yyyy-mm\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"yyyy-MM\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"HH:MM\"" "\"hh:mm\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"HH:mm\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"HH:MM:ss\"" "\"HH:MM:SS\"" "\"HH:mm:SS\"" "\"hh:mm:ss\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"HH:mm:ss\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"yyyy-MM-dd hh:mm\"" "\"YYYY-MM-dd HH:mm\"" "\"yyyy-MM-dd HH:MM\"" "\"yyyy-mm-dd HH:mm\"" "\"yyyy-MM-DD HH:mm\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"yyyy-MM-dd HH:mm\""))
([(method_invocation name: (identifier) @_of arguments: (argument_list . (string_literal) @pattern)) (object_creation_expression type: (type_identifier) @_of arguments: (argument_list . (string_literal) @pattern))]
  (#any-of? @_of "ofPattern" "SimpleDateFormat" "format") (#any-of? @pattern "\"yyyy-MM-dd hh:mm:ss\"" "\"YYYY-MM-dd HH:mm:ss\"" "\"yyyy-MM-dd HH:MM:ss\"" "\"yyyy-mm-dd HH:mm:ss\"" "\"yyyy-MM-DD HH:mm:ss\"" "\"yyyy-MM-dd HH:mm:SS\"")
  (#set! sure) (#set! why "{pattern} has the wrong letters")
  (#set! @pattern replace "\"yyyy-MM-dd HH:mm:ss\""))

; Who gets the object's own list can change it; who handed one over still can.
((return_statement [(identifier) @name (field_access field: (identifier) @name)] @value)
  (#holds? "(private|final)[^\\n]* List<[^\\n]*> {name}\\b")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "new java.util.ArrayList<>({value})"))
((assignment_expression left: (field_access object: (this) field: (identifier) @name) right: (identifier) @value)
  (#holds? "(private|final)[^\\n]* List<[^\\n]*> {name}\\b")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "new java.util.ArrayList<>({value})"))
; A list that goes on belonging to the one it is a part of.
((return_statement (method_invocation name: (identifier) @_sub) @part)
  (#eq? @_sub "subList")
  (#set! why "the part goes on belonging to the list that it is a part of")
  (#set! @part replace "new java.util.ArrayList<>({part})"))
; A map has nothing for what was never put into it.
((method_invocation object: (_) @map name: (identifier) @_put arguments: (argument_list . (_) @key . (binary_expression left: (method_invocation object: (_) @_same name: (identifier) @_get arguments: (argument_list . (_) @_key .)) @value operator: ["+" "-"]) .))
  (#eq? @_put "put") (#eq? @_get "get") (#eq? @map @_same) (#eq? @key @_key) (#holds? "Map<[^\\n]*, Integer> (this\\.)?{map}\\b") (#lacks? "{map}\\.(containsKey|putIfAbsent|computeIfAbsent|getOrDefault)\\(|{map}\\.get\\({key}\\) [=!]= null")
  (#set! why "the map has nothing for a new `{key}`")
  (#set! @value replace "{map}.getOrDefault({key}, 0)"))
((method_invocation object: (_) @map name: (identifier) @_put arguments: (argument_list . (_) @key . (binary_expression left: (method_invocation object: (_) @_same name: (identifier) @_get arguments: (argument_list . (_) @_key .)) @value operator: ["+" "-"]) .))
  (#eq? @_put "put") (#eq? @_get "get") (#eq? @map @_same) (#eq? @key @_key) (#holds? "Map<[^\\n]*, Double> (this\\.)?{map}\\b") (#lacks? "{map}\\.(containsKey|putIfAbsent|computeIfAbsent|getOrDefault)\\(|{map}\\.get\\({key}\\) [=!]= null")
  (#set! why "the map has nothing for a new `{key}`")
  (#set! @value replace "{map}.getOrDefault({key}, 0.0)"))
((method_invocation object: (_) @map name: (identifier) @_put arguments: (argument_list . (_) @key . (binary_expression left: (method_invocation object: (_) @_same name: (identifier) @_get arguments: (argument_list . (_) @_key .)) @value operator: ["+" "-"]) .))
  (#eq? @_put "put") (#eq? @_get "get") (#eq? @map @_same) (#eq? @key @_key) (#holds? "Map<[^\\n]*, Long> (this\\.)?{map}\\b") (#lacks? "{map}\\.(containsKey|putIfAbsent|computeIfAbsent|getOrDefault)\\(|{map}\\.get\\({key}\\) [=!]= null")
  (#set! why "the map has nothing for a new `{key}`")
  (#set! @value replace "{map}.getOrDefault({key}, 0L)"))
((method_invocation object: (method_invocation object: (identifier) @map name: (identifier) @_get arguments: (argument_list . (_) @key .)) @value name: (identifier) @_add)
  (#eq? @_get "get") (#eq? @_add "add") (#holds? "Map<[^\\n]*, (java\\.util\\.)?List<[^\\n]*>> {map}\\b") (#lacks? "\\b{map}\\.(put|putIfAbsent|computeIfAbsent|containsKey)\\(")
  (#set! why "the map has no list for a new `{key}`")
  (#set! @value replace "{map}.computeIfAbsent({key}, added -> new java.util.ArrayList<>())"))
((return_statement (method_invocation object: [(identifier) (field_access)] @map name: (identifier) @get arguments: (argument_list . (_) @key .)) @value)
  (#eq? @get "get") (#holds? "Map<[^\\n]*, Integer> {map}\\b") (#lacks? "\\b{map}\\.(containsKey|getOrDefault)\\({key}")
  (#set! weak) (#set! why "the map may have nothing for `{key}`")
  (#set! @value replace "{map}.getOrDefault({key}, 0)"))
; What is equal has to have the same number.
((class_body . (field_declaration declarator: (variable_declarator name: (identifier) @field))
    (method_declaration name: (identifier) @_equals parameters: (formal_parameters . (formal_parameter type: (type_identifier) @_object) .) body: (block) @_body) @method)
  (#eq? @_equals "equals") (#eq? @_object "Object") (#lacks? "int hashCode\\(") (#holds? @_body "\\b{field}\\.equals\\(\\w+\\.{field}\\)|\\b{field} == \\w+\\.{field}\\b|Objects\\.equals\\((this\\.)?{field},|(Double|Float)\\.compare\\((this\\.)?{field},") (#lacks? @_body "super\\.equals")
  (#set! why "what is equal has other hash codes")
  (#set! @method after "@Override\npublic int hashCode() {\n\treturn java.util.Objects.hash({field});\n}"))

; A text, a date or an amount never changes itself.
((expression_statement (method_invocation object: [(identifier) @value @_name (field_access field: (identifier) @_name) @value] name: (identifier) @_method) @call)
  (#match? @_method "^(trim|strip|stripLeading|stripTrailing|toLowerCase|toUpperCase|replace|replaceAll|replaceFirst|concat|substring|repeat|subtract|multiply|divide|remainder|negate|abs|setScale|stripTrailingZeros|truncatedTo|multipliedBy|dividedBy|plus|minus|(plus|minus|with)[A-Z]\\w*)$")
  (#holds? "\\b(String|LocalDate|LocalDateTime|LocalTime|ZonedDateTime|OffsetDateTime|YearMonth|Year|Period|Instant|Duration|BigDecimal|BigInteger) {_name}\\b")
  (#lacks? "\\b(StringBuilder|StringBuffer|Matcher|(Array|Linked)?List<[^\\n]*>|Set<[^\\n]*>|Collection<[^\\n]*>) {_name}\\b")
  (#set! why "what `{_method}` returns is dropped, and `{value}` stays as it is")
  (#set! @call replace "{value} = {call}"))
((expression_statement (method_invocation object: [(identifier) @value @_name (field_access field: (identifier) @_name) @value] name: (identifier) @_add) @call)
  (#eq? @_add "add") (#holds? "\\b(BigDecimal|BigInteger) {_name}\\b") (#lacks? "\\w> {_name}\\b")
  (#set! why "what `{_add}` returns is dropped, and `{value}` stays as it is")
  (#set! @call replace "{value} = {call}"))

; A parameter that is given its own value.
((assignment_expression left: (identifier) @name operator: "=" right: (identifier) @_same)
  (#eq? @name @_same)
  (#set! why "`{name}` is given its own value, and the field none")
  (#set! @name replace "this.{name}"))
; A field that is given the value of another.
([(constructor_declaration parameters: (_) @_parameters body: (constructor_body (expression_statement (assignment_expression left: (field_access object: (this) field: (identifier) @field) right: (identifier) @value))) @body)
  (method_declaration parameters: (_) @_parameters body: (block (expression_statement (assignment_expression left: (field_access object: (this) field: (identifier) @field) right: (identifier) @value))) @body)]
  (#not-eq? @field @value) (#holds? @_parameters "\\b{field}\\b") (#holds? @_parameters "\\b{value}\\b") (#lacks? @body "(^|[^.\\w]){field}\\b")
  (#set! sure) (#set! why "`{field}` is given the value of `{value}`")
  (#set! @value replace "{field}"))
((constructor_declaration parameters: (formal_parameters (formal_parameter type: (_) @_type name: (identifier) @parameter)) @_parameters
    body: (constructor_body
      (expression_statement (assignment_expression right: (identifier) @_first)) .
      (expression_statement (assignment_expression right: (identifier) @value))) @body)
  (#eq? @_first @value) (#not-eq? @parameter @value) (#holds? @_parameters "\\b{_type} {value}\\b") (#lacks? @body "\\b{parameter}\\b")
  (#set! why "two fields are given the value of `{value}`, and none that of `{parameter}`")
  (#set! @value replace "{parameter}"))
; What is begun anew keeps something of what was.
((class_body
    (field_declaration declarator: (variable_declarator name: (identifier) @field value: [(decimal_integer_literal) (decimal_floating_point_literal) (true) (false) (null_literal) (string_literal) (unary_expression)] @value))
    (method_declaration name: (identifier) @reset body: (block (_) @last .) @body))
  (#match? @reset "^(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$") (#lacks? @body "\\b{field}\\b|\\b(return|throw|super)\\b|(^|\\s)(this\\.)?\\w+\\(")
  (#holds? @body "\\w+(\\.clear\\(\\)| = (-?[0-9.]+|true|false|null|\"\"|new \\w+(<.*>)?\\(\\));)") (#lacks? @field "^(next)?[iI]d$|Id$|Listeners$|[hH]istory|^(next|seq|serial|version|revision|mod|listeners|handlers|options|max|min|best|high|name|type|enabled|[A-Z_]+$)")
  (#holds? "(^|[^.\\w]|this\\.){field}( [-+*/]= |\\+\\+|--|\\.(add|put|push|addLast|offer|append|addFirst)\\()")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "{field} = {value};"))
((class_body
    (field_declaration type: [(integral_type) (floating_point_type)] declarator: (variable_declarator name: (identifier) @field !value))
    (method_declaration name: (identifier) @reset body: (block (_) @last .) @body))
  (#match? @reset "^(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$") (#lacks? @body "\\b{field}\\b|\\b(return|throw|super)\\b|(^|\\s)(this\\.)?\\w+\\(")
  (#holds? @body "\\w+(\\.clear\\(\\)| = (-?[0-9.]+|true|false|null|\"\"|new \\w+(<.*>)?\\(\\));)") (#lacks? @field "^(next)?[iI]d$|Id$|Listeners$|[hH]istory|^(next|seq|serial|version|revision|mod|listeners|handlers|options|max|min|best|high|name|type|enabled|[A-Z_]+$)")
  (#holds? "(^|[^.\\w]|this\\.){field}( [-+*/]= |\\+\\+|--|\\.(add|put|push|addLast|offer|append|addFirst)\\()")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "{field} = 0;"))
((class_body
    (field_declaration declarator: (variable_declarator name: (identifier) @field value: (object_creation_expression type: (_) @_type arguments: (argument_list) @_none)))
    (method_declaration name: (identifier) @reset body: (block (_) @last .) @body))
  (#match? @reset "^(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$") (#lacks? @body "\\b{field}\\b|\\b(return|throw|super)\\b|(^|\\s)(this\\.)?\\w+\\(")
  (#holds? @body "\\w+(\\.clear\\(\\)| = (-?[0-9.]+|true|false|null|\"\"|new \\w+(<.*>)?\\(\\));)") (#lacks? @field "^(next)?[iI]d$|Id$|Listeners$|[hH]istory|^(next|seq|serial|version|revision|mod|listeners|handlers|options|max|min|best|high|name|type|enabled|[A-Z_]+$)")
  (#eq? @_none "()") (#match? @_type "(List|Map|Set|Deque|Queue|Stack|Vector)\\b") (#holds? "(^|[^.\\w]|this\\.){field}( [-+*/]= |\\+\\+|--|\\.(add|put|push|addLast|offer|append|addFirst)\\()")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "{field}.clear();"))
((class_body
    (field_declaration type: (boolean_type) declarator: (variable_declarator name: (identifier) @field))
    (method_declaration name: (identifier) @reset body: (block (_) @last .) @body))
  (#match? @reset "^(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$") (#lacks? @body "\\b{field}\\b|\\b(return|throw|super)\\b|(^|\\s)(this\\.)?\\w+\\(")
  (#holds? @body "\\w+(\\.clear\\(\\)| = (-?[0-9.]+|true|false|null|\"\"|new \\w+(<.*>)?\\(\\));)") (#lacks? @field "^(next)?[iI]d$|Id$|Listeners$|[hH]istory|^(next|seq|serial|version|revision|mod|listeners|handlers|options|max|min|best|high|name|type|enabled|[A-Z_]+$)")
  (#match? @field "(over|[dD]one|[fF]inished|[sS]tarted|[rR]unning|[eE]nded|[wW]on|[lL]ost|[pP]aused|[dD]irty|[cC]omplete|[sS]olved|[vV]isited)") (#holds? "(^|[^.\\w]|this\\.){field} = true;")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "{field} = false;"))
; A field of the class where one of each object is meant.
((class_body (field_declaration (modifiers . "private" @shared . "static" @shared) @_all declarator: (variable_declarator name: (identifier) @name value: (object_creation_expression type: (_) @_type arguments: (argument_list))))
    (constructor_declaration))
  (#lacks? @_all "final") (#match? @_type "(List|Map|Set|Deque|Queue)\\b") (#match? @name "^[a-z]") (#lacks? "(?m)^\\s*(public |private |protected )?static [^=;{]*\\{[^}]*\\b{name}\\b") (#lacks? @name "[cC]ache|[iI]nstance|[rR]egist|[pP]ool")
  (#set! why "`{name}` is shared by all objects of the class")
  (#set! @shared replace "private"))
((class_body (field_declaration (modifiers . "private" @shared . "static" @shared . "final" @shared .) declarator: (variable_declarator name: (identifier) @name value: (object_creation_expression type: (_) @_type arguments: (argument_list) @_none)))
    (constructor_declaration))
  (#eq? @_none "()") (#match? @_type "(List|Map|Set|Deque|Queue)\\b") (#match? @name "^[a-z]") (#lacks? "(?m)^\\s*(public |private |protected )?static [^=;{]*\\{[^}]*\\b{name}\\b") (#lacks? @name "[cC]ache|[iI]nstance|[rR]egist|[pP]ool|By")
  (#set! weak) (#set! why "`{name}` is shared by all objects of the class")
  (#set! @shared replace "private final"))
((class_body (field_declaration (modifiers . "private" @shared . "static" @shared) @_all type: (integral_type) declarator: (variable_declarator name: (identifier) @name))
    (constructor_declaration))
  (#lacks? @_all "final") (#match? @name "^[a-z]") (#lacks? @name "[nN]ext|[iI]d|[cC]ounter|[iI]nstance|[sS]eq|created|[tT]otal")
  (#set! weak) (#set! why "`{name}` is shared by all objects of the class")
  (#set! @shared replace "private"))

; No order is kept.
((object_creation_expression type: (generic_type (type_identifier) @map))
  (#eq? @map "HashMap")
  (#set! weak) (#set! why "the order is chance")
  (#set! @map replace "java.util.LinkedHashMap"))
((object_creation_expression type: (generic_type (type_identifier) @set))
  (#eq? @set "HashSet")
  (#set! weak) (#set! why "the order is chance")
  (#set! @set replace "java.util.LinkedHashSet"))
; One case runs on into the next.
((switch_block_statement_group (_) @last .)
  (#not-match? @last "^(break|return|continue|throw|yield|\\{|case|default)")
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))
; The first one alone.
((method_invocation name: (identifier) @replace)
  (#eq? @replace "replaceFirst")
  (#set! weak) (#set! why "only the first one is replaced")
  (#set! @replace replace "replaceAll"))

; A greatest value that is 0 before anything was looked at.
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @most value: (_) @zero))
  (#any-of? @_type "int" "long") (#eq? @zero "0") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "Integer.MIN_VALUE"))
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @most value: (_) @zero))
  (#any-of? @_type "double" "float") (#match? @zero "^0(\\.0)?$") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "-Double.MAX_VALUE"))
; A least value that is 0 before anything was looked at, and a greatest one that is the least above 0.
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @least value: (_) @zero))
  (#eq? @_type "int") (#eq? @zero "0") (#match? @least "^(min|least|low|small|cheap|short|earl|near|close|lightest|fewest)") (#holds? "< {least}\\b[^\\n]*\\s*\\{?\\s*{least} = |\\b{least} = Math\\.min\\({least},|\\b{least} = [^;\\n]* < {least} \\?")
  (#set! why "no value above 0 is less than 0")
  (#set! @zero replace "Integer.MAX_VALUE"))
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @least value: (_) @zero))
  (#eq? @_type "long") (#match? @zero "^0L?$") (#match? @least "^(min|least|low|small|cheap|short|earl|near|close|lightest|fewest)") (#holds? "< {least}\\b[^\\n]*\\s*\\{?\\s*{least} = |\\b{least} = Math\\.min\\({least},|\\b{least} = [^;\\n]* < {least} \\?")
  (#set! why "no value above 0 is less than 0")
  (#set! @zero replace "Long.MAX_VALUE"))
((local_variable_declaration type: (_) @_type declarator: (variable_declarator name: (identifier) @least value: (_) @zero))
  (#any-of? @_type "double" "float") (#match? @zero "^0(\\.0)?$") (#match? @least "^(min|least|low|small|cheap|short|earl|near|close|lightest|fewest)") (#holds? "< {least}\\b[^\\n]*\\s*\\{?\\s*{least} = |\\b{least} = Math\\.min\\({least},|\\b{least} = [^;\\n]* < {least} \\?")
  (#set! why "no value above 0 is less than 0")
  (#set! @zero replace "Double.MAX_VALUE"))
((variable_declarator name: (identifier) @most value: (field_access object: (identifier) @type field: (identifier) @_least) @value)
  (#any-of? @type "Double" "Float") (#eq? @_least "MIN_VALUE") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! sure) (#set! why "`{value}` is the least value above 0")
  (#set! @value replace "-{type}.MAX_VALUE"))

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
    . (if_statement) @emit . [
      (expression_statement (assignment_expression left: (identifier) @gathered right: (object_creation_expression)))
      (expression_statement (method_invocation object: (identifier) @gathered name: (identifier) @_clear arguments: (argument_list)))] .)))) @loop
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
