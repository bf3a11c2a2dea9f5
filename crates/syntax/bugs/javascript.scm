; What patterns may say is in python.scm.

; Without a function, `sort` compares texts: 10 comes before 9.
((call_expression function: (member_expression property: (property_identifier) @_sort) arguments: (arguments) @none)
  (#any-of? @_sort "sort" "toSorted") (#eq? @none "()")
  (#set! why "`{_sort}` compares numbers as texts")
  (#set! @none replace "((a, b) => a - b)"))
; The list itself is put in another order.
([(return_statement (call_expression function: (member_expression object: [(identifier) (member_expression)] @all property: (property_identifier) @_sort)))
  (variable_declarator value: (call_expression function: (member_expression object: [(identifier) (member_expression)] @all property: (property_identifier) @_sort)))
  (assignment_expression right: (call_expression function: (member_expression object: [(identifier) (member_expression)] @all property: (property_identifier) @_sort)))
  (arrow_function body: (call_expression function: (member_expression object: [(identifier) (member_expression)] @all property: (property_identifier) @_sort)))
  (member_expression object: (call_expression function: (member_expression object: [(identifier) (member_expression)] @all property: (property_identifier) @_sort)))]
  (#any-of? @_sort "sort" "reverse")
  (#set! why "`{_sort}` changes `{all}` itself, which others may look at")
  (#set! @all replace "[...{all}]"))
(variable_declarator value: (call_expression function: (member_expression object: (_) @all property: (property_identifier) @_splice)
  (#eq? @_splice "splice")
  (#set! weak) (#set! why "`splice` takes the items out of `{all}` itself")
  (#set! @all replace "[...{all}]")))

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

; Nothing, and what counts as nothing: 0, an empty text, false.
((binary_expression left: (_) @value operator: "||" right: [(identifier) (number) (string) (template_string) (array) (object) (true) (member_expression) (null)] @default) @all
  (#lacks? @value "\\|\\||&&|[=<>] |^!|^(has|is)[A-Z]")
  (#set! weak) (#set! why "`{value}` gives way to the default where it is 0 or empty")
  (#set! @all replace "{value} ?? {default}"))
((if_statement condition: (parenthesized_expression (unary_expression operator: "!" argument: (_) @value) @all))
  (#lacks? @value "(^|\\.)#?(is|has|can|was|should|needs)[A-Z][A-Za-z]*$")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @all replace "{value} == null"))
((if_statement condition: (parenthesized_expression [(identifier) (member_expression) (call_expression)] @value))
  (#lacks? @value "\\.(test|has|includes|some|every|startsWith|endsWith)\\(|is[A-Z]")
  (#lacks? @value "(^|\\.)#?(is|has|can|was|should|needs)[A-Z][A-Za-z]*$")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @value replace "{value} != null"))
((ternary_expression condition: [(identifier) (member_expression)] @value)
  (#lacks? @value "(^|\\.)#?(is|has|can|was|should|needs)[A-Z][A-Za-z]*$")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @value replace "{value} != null"))
((if_statement condition: (parenthesized_expression (identifier) @at))
  (#holds? "\\b{at} = [^\\n]*\\.(indexOf|findIndex|lastIndexOf)\\(")
  (#set! why "the first position is 0, which counts as none")
  (#set! @at replace "{at} !== -1"))
((binary_expression left: (call_expression function: (member_expression property: (property_identifier) @_index)) operator: ">" @how right: (number) @_zero)
  (#any-of? @_index "indexOf" "lastIndexOf" "findIndex" "search") (#eq? @_zero "0")
  (#set! why "the first position is 0")
  (#set! @how replace ">="))
((binary_expression left: (identifier) @at operator: ">" @how right: (number) @_zero)
  (#eq? @_zero "0") (#holds? "\\b(const|let|var) {at} = [^\\n=>]*\\.(indexOf|findIndex|search)\\(")
  (#set! why "the first position is 0")
  (#set! @how replace ">="))
([(if_statement condition: (parenthesized_expression (call_expression function: (member_expression property: (property_identifier) @_index)) @at))
  (ternary_expression condition: (call_expression function: (member_expression property: (property_identifier) @_index)) @at)
  (binary_expression operator: ["&&" "||"] (call_expression function: (member_expression property: (property_identifier) @_index)) @at)
  (call_expression function: (member_expression property: (_) @_filter) arguments: (arguments . (arrow_function body: (call_expression function: (member_expression property: (property_identifier) @_index)) @at)))]
  (#any-of? @_index "indexOf" "lastIndexOf" "findIndex") (#match? @_filter "^(filter|some|every|find|findIndex)$")
  (#set! why "the first position is 0, which counts as none")
  (#set! @at replace "{at} !== -1"))
((unary_expression operator: "!" argument: (call_expression function: (member_expression property: (property_identifier) @_index)) @at) @all
  (#any-of? @_index "indexOf" "lastIndexOf" "findIndex")
  (#set! why "the first position is 0, which counts as none")
  (#set! @all replace "{at} === -1"))
((if_statement condition: (parenthesized_expression (unary_expression operator: "!" argument: (identifier) @at) @all))
  (#holds? "\\b{at} = [^\\n=>]*\\.(indexOf|findIndex|lastIndexOf)\\(")
  (#set! why "the first position is 0, which counts as none")
  (#set! @all replace "{at} === -1"))

; One object, many times over.
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_fill)
    arguments: (arguments . [(array) (object) (new_expression)] @one .)) @call
  (#eq? @_fill "fill")
  (#set! why "all items are one and the same object")
  (#set! @call replace "Array.from({all}, () => ({one}))"))
([(return_statement (call_expression function: (member_expression object: (identifier) @_object property: (property_identifier) @_assign)
    arguments: (arguments . [(identifier) (member_expression)] @first . (_))))
  (variable_declarator value: (call_expression function: (member_expression object: (identifier) @_object property: (property_identifier) @_assign)
    arguments: (arguments . [(identifier) (member_expression)] @first . (_))))
  (assignment_expression right: (call_expression function: (member_expression object: (identifier) @_object property: (property_identifier) @_assign)
    arguments: (arguments . [(identifier) (member_expression)] @first . (_))))]
  (#eq? @_object "Object") (#eq? @_assign "assign")
  (#set! why "`{first}` itself is changed")
  (#set! @first replace "{}, {first}"))

; `map` hands over the position, too, which `parseInt` takes for the base.
((call_expression arguments: (arguments . (identifier) @parse .))
  (#eq? @parse "parseInt")
  (#set! why "`parseInt` takes the position in the list for the base of the number")
  (#set! @parse replace "(text) => parseInt(text, 10)"))
; Nobody waits for what these functions do.
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_each)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#eq? @_each "forEach") (#match? @each "^async")
  (#set! why "`forEach` does not wait for what the function does")
  (#set! @call replace "await Promise.all({all}.map({each}))"))
([(expression_statement (call_expression function: [(identifier) @name (member_expression property: (_) @name)]) @call)
  (variable_declarator value: (call_expression function: [(identifier) @name (member_expression property: (_) @name)]) @call)
  (assignment_expression right: (call_expression function: [(identifier) @name (member_expression property: (_) @name)]) @call)]
  (#holds? "async (function )?{name}\\(|\\b{name} = async\\b")
  (#set! why "nobody waits for `{name}`")
  (#set! @call replace "await {call}"))
; What an async function returns is a promise, and that counts as true.
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_filter)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#eq? @_filter "filter") (#match? @each "^async")
  (#set! why "`filter` keeps all: the promise that the function returns counts as true")
  (#set! @call replace "(await Promise.all({all}.map(async (it) => [await ({each})(it), it]))).filter(([kept]) => kept).map(([, it]) => it)"))
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_map)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#eq? @_map "map") (#match? @each "^async") (#lacks? "Promise\\.all\\({all}\\.map")
  (#set! why "the list is one of promises, for which nobody waits")
  (#set! @call replace "await Promise.all({call})"))
((call_expression function: (member_expression object: (_) @all property: (property_identifier) @_some)
    arguments: (arguments . (arrow_function) @each .)) @call
  (#any-of? @_some "some" "every") (#match? @each "^async")
  (#set! why "the promise that the function returns counts as true")
  (#set! @call replace "(await Promise.all({all}.map({each}))).{_some}(Boolean)"))
; A function that says what to return, and does not return it.
((call_expression function: (member_expression property: (property_identifier) @_map)
    arguments: (arguments . (arrow_function body: (statement_block . (expression_statement) @said .))))
  (#any-of? @_map "map" "filter" "reduce" "find" "findIndex" "some" "every" "sort" "flatMap")
  (#set! why "the function returns nothing")
  (#set! @said replace "return {said}"))
((call_expression function: (member_expression property: (property_identifier) @_reduce) arguments: (arguments . (arrow_function) @each .))
  (#eq? @_reduce "reduce")
  (#set! why "of an empty list, `reduce` needs to know where to begin")
  (#set! @each replace "{each}, 0"))

; Who gets the object's own list can change it; who handed one over still can.
((return_statement (member_expression object: (this) property: (_) @name) @value)
  (#holds? "{name}\\s*=\\s*\\[")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "[...{value}]"))
((return_statement (member_expression object: (this) property: (_) @name) @value)
  (#holds? "{name}\\s*=\\s*\\{")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "{ ...{value} }"))
((assignment_expression left: (member_expression object: (this) property: (_) @name) right: (identifier) @value)
  (#holds? "this\\.{name}\\.(push|splice|sort|pop|shift|unshift|reverse)\\(")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "[...{value}]"))
((assignment_expression left: (member_expression object: (this) property: (_) @name) right: (identifier) @value)
  (#holds? "this\\.{name}(\\[[^\\]]+\\]|\\.\\w+) = ")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "{ ...{value} }"))

; A copy that shares what is in it.
([(object . (spread_element (_) @value) .) (array . (spread_element (_) @value) .)] @all
  (#set! weak) (#set! why "the copy shares what is in it with the original")
  (#set! @all replace "structuredClone({value})"))

; The first one alone.
((call_expression function: (member_expression property: (property_identifier) @replace) arguments: (arguments . (string)))
  (#eq? @replace "replace")
  (#set! weak) (#set! why "`replace` replaces the first one alone")
  (#set! @replace replace "replaceAll"))
((call_expression function: (member_expression property: (property_identifier) @_replace) arguments: (arguments . (regex !flags) @pattern))
  (#eq? @_replace "replace") (#lacks? @pattern "^/\\^|\\$/$")
  (#set! why "without `g`, `replace` replaces the first one alone")
  (#set! @pattern replace "{pattern}g"))
; What compares says which comes first by a number.
((call_expression function: (member_expression property: (property_identifier) @_sort)
    arguments: (arguments . (arrow_function body: (binary_expression left: (_) @one operator: [">" "<" ">=" "<="] @_sign right: (_) @other) @said)))
  (#any-of? @_sort "sort" "toSorted") (#any-of? @_sign ">" ">=")
  (#set! why "what compares has to return a number: true and false are 1 and 0")
  (#set! @said replace "{one} > {other} ? 1 : {one} < {other} ? -1 : 0"))
((call_expression function: (member_expression property: (property_identifier) @_sort)
    arguments: (arguments . (arrow_function body: (binary_expression left: (_) @one operator: ["<" "<="] right: (_) @other) @said)))
  (#any-of? @_sort "sort" "toSorted")
  (#set! why "what compares has to return a number: true and false are 1 and 0")
  (#set! @said replace "{one} < {other} ? 1 : {one} > {other} ? -1 : 0"))
; A method that forgets whose it is.
((arguments (member_expression object: (this) property: (_) @name) @method)
  (#holds? "\\n\\s*(async )?{name}\\(")
  (#set! why "`{name}` does not know its object when it is called by others")
  (#set! @method replace "(...all) => {method}(...all)"))
; A variable that all rounds of a loop share.
((for_statement initializer: (variable_declaration "var" @var) body: (_) @_body)
  (#holds? @_body "=>|function")
  (#set! why "the functions see the last value of the loop's variable")
  (#set! @var replace "let"))
; The names of a list are its positions, as texts.
((for_in_statement operator: "in" @in)
  (#set! weak) (#set! why "`in` goes through the names, not the values")
  (#set! @in replace "of"))
; A list of nothing has nothing to go through.
((call_expression function: (member_expression object: [(new_expression) (call_expression)] @all property: (property_identifier) @_map))
  (#eq? @_map "map") (#match? @all "^(new )?Array\\([^)]*\\)$")
  (#set! why "a list that is only long has nothing in it to go through")
  (#set! @all replace "[...{all}]"))
; One case runs on into the next.
((switch_case body: (_) @last .) @_case
  (#not-match? @last "^(break|return|continue|throw|\\{)")
  (#set! weak) (#set! why "the case runs on into the next one")
  (#set! @last after "break;"))

; What was said to be compared with each is compared with the first alone.
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression left: (_) @one operator: "===" right: [(string) (number)]) operator: "||" right: [(string) (number)] @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} === {other}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression left: (_) @one operator: "==" right: [(string) (number)]) operator: "||" right: [(string) (number)] @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} == {other}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression
    left: (binary_expression left: (_) @one operator: "===" right: [(string) (number)]) operator: "||" right: [(string) (number)] @other)
    operator: "||" right: [(string) (number)] @third)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} === {other}") (#set! @third replace "{one} === {third}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression operator: "||" right: (binary_expression left: (_) @one operator: "===" right: [(string) (number)])) operator: "||" right: (string) @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} === {other}"))
((_ condition: (parenthesized_expression (binary_expression left: (binary_expression left: (_) @one operator: "!==" right: [(string) (number)]) operator: "&&" right: [(string) (number)] @other)))
  (#set! sure) (#set! why "{other} alone is always true: `{one}` is not compared with it")
  (#set! @other replace "{one} !== {other}"))
; All values are another than one of two; none is both.
((binary_expression left: (binary_expression left: (_) @one operator: ["!==" "!="] right: [(string) (number)] @_this) operator: "||" @or
    right: (binary_expression left: (_) @_same operator: ["!==" "!="] right: [(string) (number)] @_that))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is always another than one of the two")
  (#set! @or replace "&&"))
((binary_expression left: (binary_expression left: (_) @one operator: ["===" "=="] right: [(string) (number)] @_this) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: ["===" "=="] right: [(string) (number)] @_that))
  (#eq? @one @_same) (#not-eq? @_this @_that) (#lacks? @one "\\(|\\+\\+|--")
  (#set! sure) (#set! why "`{one}` is never both")
  (#set! @and replace "||"))
((binary_expression left: (binary_expression left: (_) @one operator: ["<" "<="] right: (_) @_least) operator: "&&" @and
    right: (binary_expression left: (_) @_same operator: [">" ">="] right: (_) @_most))
  (#eq? @one @_same) (#match? @_least "^0$|([mM]in|MIN|[lL]ow|[sS]tart|[fF]irst)$") (#match? @_most "^[1-9]|([mM]ax|MAX|[hH]igh|[eE]nd|[lL]ast|length)$")
  (#set! why "`{one}` is never both too small and too great")
  (#set! @and replace "||"))

; `!` stands before one value alone, not before the comparison.
((binary_expression left: (unary_expression operator: "!" argument: (_) @one) operator: "===" right: [(string) (number) (null) (undefined)] @other) @all
  (#set! sure) (#set! why "`!` stands before `{one}` alone, not before the comparison")
  (#set! @all replace "{one} !== {other}"))
((binary_expression left: (unary_expression operator: "!" argument: (_) @one) operator: "===" right: [(identifier) (member_expression)] @other) @all
  (#lacks? @one "^!|is[A-Z]|has[A-Z]") (#lacks? @other "is[A-Z]|has[A-Z]|[eE]nabled|[fF]lag|[sS]tate|[dD]isabled")
  (#set! why "`!` stands before `{one}` alone, not before the comparison")
  (#set! @all replace "{one} !== {other}"))
((binary_expression left: (unary_expression operator: "!" argument: (_) @one) operator: ["<" ">" "<=" ">=" "in" "instanceof"] @how right: (_) @other) @all
  (#not-match? @other "^!")
  (#set! sure) (#set! why "`!` stands before `{one}` alone, not before the comparison")
  (#set! @all replace "!({one} {how} {other})"))
; Nothing is equal to what is made here, or is not a number.
((binary_expression left: (_) @one operator: ["===" "=="] right: (identifier) @_nan) @all
  (#eq? @_nan "NaN")
  (#set! sure) (#set! why "nothing is equal to NaN, NaN itself least of all")
  (#set! @all replace "Number.isNaN({one})"))
((binary_expression left: (_) @one operator: ["!==" "!="] right: (identifier) @_nan) @all
  (#eq? @_nan "NaN")
  (#set! sure) (#set! why "nothing is equal to NaN, NaN itself least of all")
  (#set! @all replace "!Number.isNaN({one})"))
((binary_expression left: (_) @one operator: "===" right: (array) @_none) @all
  (#eq? @_none "[]")
  (#set! sure) (#set! why "no other list is the same one as a new list")
  (#set! @all replace "{one}.length === 0"))
((binary_expression left: (_) @one operator: "!==" right: (array) @_none) @all
  (#eq? @_none "[]")
  (#set! sure) (#set! why "no other list is the same one as a new list")
  (#set! @all replace "{one}.length !== 0"))
((binary_expression left: (new_expression constructor: (identifier) @_date) @one operator: ["===" "=="] right: (new_expression constructor: (identifier) @_same) @other) @all
  (#eq? @_date "Date") (#eq? @_same "Date")
  (#set! sure) (#set! why "two dates are never the same object")
  (#set! @all replace "{one}.getTime() === {other}.getTime()"))
((binary_expression left: (unary_expression operator: "typeof") operator: ["===" "!==" "==" "!="] right: (undefined) @none)
  (#set! sure) (#set! why "`typeof` returns a text")
  (#set! @none replace "\"undefined\""))
((binary_expression left: (unary_expression operator: "typeof" argument: (_) @value) operator: ["===" "=="] right: (string) @_array) @all
  (#match? @_array "^.array.$")
  (#set! sure) (#set! why "the type of a list is an object")
  (#set! @all replace "Array.isArray({value})"))
((binary_expression left: (unary_expression operator: "typeof" argument: (_) @value) operator: ["!==" "!="] right: (string) @_array) @all
  (#match? @_array "^.array.$")
  (#set! sure) (#set! why "the type of a list is an object")
  (#set! @all replace "!Array.isArray({value})"))
((binary_expression left: (binary_expression left: (_) operator: ["<" "<="] right: (_) @middle) operator: ["<" "<="] @how right: (_) @other)
  (#set! sure) (#set! why "the result of the first comparison, true or false, is compared with `{other}`")
  (#set! @how replace "&& {middle} {how}"))
; A condition that gives a value.
([(if_statement condition: (parenthesized_expression (assignment_expression left: (_) @name right: [(string) (number) (true) (false) (null) (undefined)] @value) @all))
  (while_statement condition: (parenthesized_expression (assignment_expression left: (_) @name right: [(string) (number) (true) (false) (null) (undefined)] @value) @all))]
  (#set! sure) (#set! why "the condition gives `{name}` a value")
  (#set! @all replace "{name} === {value}"))
; What binds more.
((binary_expression left: (binary_expression operator: "+" right: [(identifier) (member_expression) (subscript_expression)] @value) operator: ["||" "??"] @or right: (number) @zero)
  (#eq? @zero "0")
  (#set! why "`+` binds more than `{or}`")
  (#set! @value replace "({value}") (#set! @zero replace "{zero})"))
((ternary_expression condition: [
      (binary_expression left: [(string) (template_string)] operator: "+" right: (_) @value)
      (binary_expression left: (binary_expression left: [(string) (template_string)] operator: "+" right: (_) @value) operator: ["<" ">" "<=" ">=" "===" "=="])]
    alternative: (_) @other)
  (#set! why "`+` binds more than `?`, and a text with something in it counts as true")
  (#set! @value replace "({value}") (#set! @other replace "{other})"))

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

; A field that is given the value of another.
((method_definition parameters: (formal_parameters) @_parameters
    body: (statement_block (expression_statement (assignment_expression left: (member_expression object: (this) property: (property_identifier) @field) right: (identifier) @value))) @body)
  (#not-eq? @field @value) (#holds? @_parameters "(^|[^.\\w]){field}\\b") (#holds? @_parameters "(^|[^.\\w]){value}\\b") (#lacks? @body "(^|[^.\\w]){field}\\b")
  (#set! why "`{field}` is given the value of `{value}`")
  (#set! @value replace "{field}"))
((method_definition parameters: (formal_parameters (_) @parameter) @_parameters
    body: (statement_block (expression_statement (assignment_expression left: (member_expression object: (this) property: (_) @field) right: (identifier) @value))) @body)
  (#not-eq? @parameter @value) (#holds? @_parameters "\\b{value}\\b") (#match? @parameter "^\\w+$") (#holds? @field "^[#_]{parameter}$") (#lacks? @body "(^|[^.\\w#]){parameter}\\b")
  (#set! why "`{field}` is given the value of `{value}`")
  (#set! @value replace "{parameter}"))

; What is begun anew keeps something of what was.
((class_body
    (method_definition name: (property_identifier) @_constructor body: (statement_block
      (expression_statement (assignment_expression left: (member_expression object: (this) property: (_) @field) right: [(number) (string) (array) (object) (true) (false) (null) (new_expression)] @value))))
    (method_definition name: (_) @reset body: (statement_block (_) @last .) @body))
  (#eq? @_constructor "constructor") (#match? @reset "^#?(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$")
  (#match? @value "^(-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\))$") (#lacks? @body "{field}\\b|this\\.#?\\w+\\(|\\b(return|throw|super)\\b") (#holds? @body "this\\.#?\\w+(\\.clear\\(\\)|\\.length = 0| = (-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\)))")
  (#lacks? @field "[iI]d$|Listeners$|[hH]istory|^#?_?(seq|serial|version|revision|listeners|handlers|options|max|min|best|high|name|type|enabled)") (#holds? "(?s)this\\.{field}( [-+*/]= |\\+\\+|--|\\.(push|add|set|unshift)\\(|\\[[^\\]\\n]+\\] [-+]?= )|this\\.{field} = (true|false);.*this\\.{field} = (true|false);")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "this.{field} = {value};"))
((class_body
    (_ [(property_identifier) (private_property_identifier)] @field value: [(number) (string) (array) (object) (true) (false) (null) (new_expression)] @value)
    (method_definition name: (_) @reset body: (statement_block (_) @last .) @body))
  (#match? @reset "^#?(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$")
  (#match? @value "^(-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\))$") (#lacks? @body "{field}\\b|this\\.#?\\w+\\(|\\b(return|throw|super)\\b") (#holds? @body "this\\.#?\\w+(\\.clear\\(\\)|\\.length = 0| = (-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\)))")
  (#lacks? @field "[iI]d$|Listeners$|[hH]istory|^#?_?(seq|serial|version|revision|listeners|handlers|options|max|min|best|high|name|type|enabled)") (#holds? "this\\.{field}( [-+*/]= |\\+\\+|--|\\.(push|add|set|unshift)\\(|\\[[^\\]\\n]+\\] [-+]?= )|this\\.{field} = (true|false);")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "this.{field} = {value};"))
((class_body
    (method_definition name: (property_identifier) @_constructor body: (statement_block
      (expression_statement (assignment_expression left: (member_expression object: (this) property: (_) @field) right: [(number) (string) (array) (object) (true) (false) (null) (new_expression)] @value))))
    (method_definition name: (_) @reset body: (statement_block (_) @last .) @body))
  (#eq? @_constructor "constructor") (#match? @reset "^#?(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$")
  (#match? @value "^(-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\))$") (#lacks? @body "{field}\\b|this\\.#?\\w+\\(|\\b(return|throw|super)\\b") (#holds? @body "this\\.#?\\w+(\\.clear\\(\\)|\\.length = 0| = (-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\)))")
  (#lacks? @field "[iI]d$|Listeners$|[hH]istory|^#?_?(seq|serial|version|revision|listeners|handlers|options|max|min|best|high|name|type|enabled)") (#holds? "(?s)this\\.{field} = .*this\\.{field} = ")
  (#set! weak) (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "this.{field} = {value};"))
((class_body
    (_ [(property_identifier) (private_property_identifier)] @field value: [(number) (string) (array) (object) (true) (false) (null) (new_expression)] @value)
    (method_definition name: (_) @reset body: (statement_block (_) @last .) @body))
  (#match? @reset "^#?(reset(All|Game|State|Round)?|clear(All)?|restart|startOver|startAgain|new(Round|Game))$")
  (#match? @value "^(-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\))$") (#lacks? @body "{field}\\b|this\\.#?\\w+\\(|\\b(return|throw|super)\\b") (#holds? @body "this\\.#?\\w+(\\.clear\\(\\)|\\.length = 0| = (-?[0-9.]+|\\[\\]|\\{\\}|\"[^\"]*\"|'[^']*'|true|false|null|new (Map|Set)(<.*>)?\\(\\)))")
  (#lacks? @field "[iI]d$|Listeners$|[hH]istory|^#?_?(seq|serial|version|revision|listeners|handlers|options|max|min|best|high|name|type|enabled)") (#holds? "this\\.{field} = ")
  (#set! weak) (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "this.{field} = {value};"))

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

; One of two texts alone is made lower case.
((binary_expression left: (call_expression function: (member_expression object: (_) @_of property: (property_identifier) @lower) arguments: (arguments) @_none) operator: ["===" "!==" "==" "!="] right: [(identifier) @other @_name (member_expression property: (_) @_name) @other])
  (#any-of? @lower "toLowerCase" "toUpperCase") (#eq? @_none "()") (#not-eq? @_of @other) (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|[tT]ag|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))
((binary_expression left: [(identifier) @other @_name (member_expression property: (_) @_name) @other] operator: ["===" "!==" "==" "!="] right: (call_expression function: (member_expression object: (_) @_of property: (property_identifier) @lower) arguments: (arguments) @_none))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#eq? @_none "()") (#not-eq? @_of @other) (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|[tT]ag|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))
((call_expression function: (member_expression object: (call_expression function: (member_expression property: (property_identifier) @lower)) property: (property_identifier) @_includes)
    arguments: (arguments . [(identifier) @other @_name (member_expression property: (_) @_name) @other] .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#any-of? @_includes "includes" "startsWith" "endsWith" "indexOf" "localeCompare") (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|[eE]xt|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))
((call_expression function: (member_expression object: [(identifier) @other @_name (member_expression property: (_) @_name) @other] property: (property_identifier) @_includes)
    arguments: (arguments . (call_expression function: (member_expression object: (_) @_of property: (property_identifier) @lower) arguments: (arguments) @_none) .))
  (#any-of? @lower "toLowerCase" "toUpperCase") (#eq? @_none "()") (#not-eq? @_of @other) (#any-of? @_includes "includes" "startsWith" "endsWith") (#lacks? @other "[lL]ower|[uU]pper|[nN]ormal|[kK]ey|[sS]lug|s$|[lL]ist|[sS]et|^[A-Z_]+$")
  (#lacks? "\\b{_name}( = |: )[^\\n]*to(Lower|Upper)Case\\(")
  (#set! why "`{other}` may be upper or lower case, too")
  (#set! @other replace "{other}.{lower}()"))

; Times are in thousandths of a second.
((_ (binary_expression left: (_) @time operator: "*" right: (number) @thousand)) @_all
  (#match? @time "([mM]inutes|[mM]ins)$") (#match? @time "^[\\w.#]+$") (#any-of? @thousand "1000" "1_000") (#lacks? @_all "60")
  (#set! sure) (#set! why "a minute has 60,000 thousandths of a second")
  (#set! @thousand replace "60 * 1000"))
((_ (binary_expression left: (_) @time operator: "*" right: (number) @thousand)) @_all
  (#match? @time "([hH]ours?|[hH]rs?)$") (#match? @time "^[\\w.#]+$") (#any-of? @thousand "1000" "1_000") (#lacks? @_all "60")
  (#set! why "an hour has 3,600,000 thousandths of a second")
  (#set! @thousand replace "60 * 60 * 1000"))
((_ (binary_expression left: (binary_expression left: (_) @time operator: "*" right: (number) @_sixty) operator: "*" right: (number) @thousand)) @_all
  (#match? @time "([hH]ours?|[hH]rs?)$") (#match? @time "^[\\w.#]+$") (#eq? @_sixty "60") (#any-of? @thousand "1000" "1_000") (#lacks? @_all "60 \\*.*60")
  (#set! why "an hour has 3,600,000 thousandths of a second")
  (#set! @thousand replace "60 * 1000"))
([(binary_expression left: (call_expression function: (member_expression property: (property_identifier) @_now)) operator: ["+" "-"] right: [(identifier) (member_expression)] @time)
  (call_expression function: (identifier) @_now arguments: (arguments . (_) . [(identifier) (member_expression)] @time .))]
  (#any-of? @_now "now" "getTime" "setTimeout" "setInterval") (#match? @time "([sS]econds?|[sS]ecs?|SECONDS|SECS)$") (#lacks? @time "[mM]illi")
  (#lacks? @time "[mM]ilis")
  (#set! why "`{time}` is in seconds, where thousandths of a second are asked for")
  (#set! @time replace "{time} * 1000"))
([(binary_expression left: (call_expression function: (member_expression property: (property_identifier) @_now)) operator: ["+" "-"] right: [(identifier) (member_expression)] @time)
  (call_expression function: (identifier) @_now arguments: (arguments . (_) . [(identifier) (member_expression)] @time .))]
  (#any-of? @_now "now" "getTime" "setTimeout" "setInterval") (#match? @time "([mM]inutes?|MINUTES)$")
  (#set! sure) (#set! why "`{time}` is in minutes, where thousandths of a second are asked for")
  (#set! @time replace "{time} * 60 * 1000"))

; Months are counted from 0, and `getDay` is the day of the week.
((template_substitution . (call_expression function: (member_expression property: (property_identifier) @_month)) @month .)
  (#any-of? @_month "getMonth" "getUTCMonth")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} + 1"))
((call_expression function: (identifier) @_string arguments: (arguments . (call_expression function: (member_expression property: (property_identifier) @_month)) @month .))
  (#eq? @_string "String") (#any-of? @_month "getMonth" "getUTCMonth")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} + 1"))
((variable_declarator name: (identifier) @_name value: (call_expression function: (member_expression property: (property_identifier) @_month)) @month)
  (#match? @_name "^(m|mm|month)$") (#any-of? @_month "getMonth" "getUTCMonth") (#lacks? "\\b{_name} \\+ 1|\\[{_name}\\]|\\b{_name}\\+\\+|\\b{_name} \\+= 1")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} + 1"))
([(new_expression constructor: (identifier) @_date arguments: (arguments . (_) . (identifier) @month))
  (call_expression function: (member_expression object: (identifier) @_date property: (_) @_utc) arguments: (arguments . (_) . (identifier) @month))]
  (#eq? @_date "Date") (#match? @month "^(m|mm|month|[a-z]+Month)$") (#lacks? "\\b{month}( - 1|--| -= 1| = [^;\\n]*(getMonth|getUTCMonth|- 1))")
  (#set! weak) (#set! why "months are counted from 0")
  (#set! @month replace "{month} - 1"))
([(new_expression arguments: (arguments (call_expression function: (member_expression property: (property_identifier) @day)))) (template_string (template_substitution (call_expression function: (member_expression property: (property_identifier) @day))))
  (template_string (template_substitution (call_expression function: (member_expression object: (call_expression arguments: (arguments . (call_expression function: (member_expression property: (property_identifier) @day)) .))))))] @_all
  (#eq? @day "getDay") (#holds? @_all "getMonth\\(|getFullYear\\(")
  (#set! why "`getDay` is the day of the week")
  (#set! @day replace "getDate"))

; A copy that is none.
((statement_block (_ (variable_declarator name: (identifier) @copy value: [(identifier) (member_expression)] @original))) @_block
  (#match? @copy "^(copy|clone|sorted|shuffled|reversed|updated|ordered|ranked)([A-Z]\\w*)?$|(Copy|Clone)$") (#holds? @_block "\\b{copy}\\.(push|sort|splice|reverse|pop|shift|unshift|fill)\\(")
  (#set! why "`{copy}` is `{original}` itself, not a copy of it")
  (#set! @original replace "[...{original}]"))
((statement_block (_ (variable_declarator name: (identifier) @copy value: [(identifier) (member_expression)] @original))) @_block
  (#match? @copy "^(copy|clone|updated)([A-Z]\\w*)?$|(Copy|Clone)$") (#holds? @_block "\\b{copy}(\\.\\w+|\\[[^\\]\\n]+\\]) [-+*/]?= |\\bdelete {copy}\\b|Object\\.assign\\({copy}\\b")
  (#set! why "`{copy}` is `{original}` itself, not a copy of it")
  (#set! @original replace "{ ...{original} }"))
((statement_block (_ (variable_declarator name: (identifier) @copy value: [(identifier) (member_expression)] @original))) @_block
  (#not-match? @original "^[A-Z]|\\.length$") (#holds? @_block "\\b{copy}\\.(push|sort|splice|reverse|pop|shift|unshift|fill)\\(")
  (#set! weak) (#set! why "`{copy}` is `{original}` itself, not a copy of it")
  (#set! @original replace "[...{original}]"))
((statement_block (_ (variable_declarator name: (identifier) @copy value: [(identifier) (member_expression)] @original))) @_block
  (#match? @copy "^(result|next|new|out|config|options|settings|defaults|merged)") (#not-match? @original "^[A-Z]|\\.length$") (#holds? @_block "\\b{copy}(\\.\\w+|\\[[^\\]\\n]+\\]) [-+*/]?= ")
  (#set! weak) (#set! why "`{copy}` is `{original}` itself, not a copy of it")
  (#set! @original replace "{ ...{original} }"))

((statement_block (_ (variable_declarator name: (identifier) @copy value: [(identifier) (member_expression)] @original))) @_block
  (#match? @copy "^(backup|snapshot|before)([A-Z]\\w*)?$") (#holds? @_block "(^|[^.\\w]){original}\\.(push|sort|splice|reverse|pop|shift|unshift|fill)\\(")
  (#set! why "`{copy}` is `{original}` itself, not a copy of it")
  (#set! @original replace "[...{original}]"))

; What is to be called later is called now.
((call_expression function: (identifier) @later arguments: (arguments . (call_expression function: [(identifier) (member_expression object: [(this) (identifier)])] @_function) @call . (_)? .))
  (#any-of? @later "setTimeout" "setInterval" "setImmediate" "queueMicrotask" "requestAnimationFrame")
  (#lacks? @_function "\\.bind$|(^|\\.)(make|create|once|bind|wrap|partial|debounce|throttle|guard|get)|[Cc]allback|[Hh]andler|[Ll]istener")
  (#set! why "what `{later}` is to call later is called now")
  (#set! @call replace "() => {call}"))
((call_expression function: (member_expression property: (property_identifier) @later) arguments: (arguments . (string) . (call_expression function: [(identifier) (member_expression object: (this))] @_function arguments: (arguments) @_none) @call .))
  (#any-of? @later "addEventListener" "on" "once") (#eq? @_none "()")
  (#lacks? @_function "\\.bind$|(^|\\.)(make|create|once|bind|wrap|partial|debounce|throttle|guard|get)|[Cc]allback|[Hh]andler|[Ll]istener")
  (#set! why "what `{later}` is to call later is called now")
  (#set! @call replace "() => {call}"))

; A regular expression with `g` goes on from where it was.
([(variable_declarator name: (identifier) @name value: (regex flags: (regex_flags) @flags))
  (pair key: (_) @name value: (regex flags: (regex_flags) @flags))]
  (#eq? @flags "g") (#holds? "\\b{name}\\.test\\(") (#lacks? "{name}\\.(exec\\(|lastIndex|\\[Symbol)|while \\({name}|[(,] ?([\\w.]+\\.)?{name}[,)]|= ([\\w.]+\\.)?{name};")
  (#set! why "with `g`, `test` goes on from where it was")
  (#set! @flags replace ""))
([(variable_declarator name: (identifier) @name value: (regex flags: (regex_flags) @flags))
  (pair key: (_) @name value: (regex flags: (regex_flags) @flags))]
  (#any-of? @flags "gi" "ig") (#holds? "\\b{name}\\.test\\(") (#lacks? "{name}\\.(exec\\(|lastIndex|\\[Symbol)|while \\({name}|[(,] ?([\\w.]+\\.)?{name}[,)]|= ([\\w.]+\\.)?{name};")
  (#set! sure) (#set! why "with `g`, `test` goes on from where it was")
  (#set! @flags replace "i"))
([(variable_declarator name: (identifier) @name value: (regex flags: (regex_flags) @flags))
  (pair key: (_) @name value: (regex flags: (regex_flags) @flags))]
  (#any-of? @flags "gm" "mg") (#holds? "\\b{name}\\.test\\(") (#lacks? "{name}\\.(exec\\(|lastIndex|\\[Symbol)|while \\({name}|[(,] ?([\\w.]+\\.)?{name}[,)]|= ([\\w.]+\\.)?{name};")
  (#set! sure) (#set! why "with `g`, `test` goes on from where it was")
  (#set! @flags replace "m"))

; `toFixed` makes a text.
((binary_expression left: (_) @one operator: ["<" ">" "<=" ">="] @how right: (_) @other) @all
  (#holds? @all "^[^<>]*\\.toFixed\\([0-9]*\\) [<>]|\\.toFixed\\([0-9]*\\)$") (#lacks? @all "Number\\(|parseFloat\\(|\\+[\\w(]")
  (#set! why "`toFixed` makes a text, and texts are not compared as numbers are")
  (#set! @all replace "Number({one}) {how} Number({other})"))
((binary_expression left: (call_expression function: (member_expression property: (_) @_fixed)) @one operator: "+" right: (call_expression function: (member_expression property: (_) @_same)) @other) @all
  (#eq? @_fixed "toFixed") (#eq? @_same "toFixed")
  (#set! why "`toFixed` makes a text, and `+` joins texts")
  (#set! @all replace "Number({one}) + Number({other})"))
((augmented_assignment_expression left: (_) @sum operator: "+=" right: (call_expression function: (member_expression property: (_) @_fixed)) @value)
  (#eq? @_fixed "toFixed") (#holds? "\\b{sum} = 0\\b")
  (#set! why "`toFixed` makes a text, and `+` joins texts")
  (#set! @value replace "Number({value})"))
; What remains of a number below 0 is below 0.
((binary_expression left: (parenthesized_expression (binary_expression operator: "-") @difference) operator: "%" right: [(identifier) (member_expression) (number)] @length)
  (#lacks? @difference "{length}|[*]")
  (#set! why "what remains of a number below 0 is below 0")
  (#set! @difference replace "{difference} + {length}"))
; The last page may not be full.
([(variable_declarator name: (_) @_name value: (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))
  (pair key: (_) @_name value: (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))
  (assignment_expression left: (member_expression property: (_) @_name) right: (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))
  (_ name: (_) @_name body: (statement_block (return_statement (call_expression function: (member_expression object: (identifier) @_math property: (_) @floor) arguments: (arguments . (binary_expression operator: "/") .)))))]
  (#eq? @_math "Math") (#any-of? @floor "floor" "trunc" "round") (#match? @_name "([pP]ages|[pP]age_?Count|[cC]hunks|[bB]atches|[cC]hunk_?Count|[bB]atch_?Count|^(num|row|total)_?(Rows|Count|Pages))$")
  (#set! why "the last one may not be full")
  (#set! @floor replace "ceil"))

; A block where an object is meant.
((arrow_function body: (object (pair)) @object)
  (#set! sure) (#set! why "the braces are those of a block, and the function returns nothing")
  (#set! @object replace "({object})"))
; `catch` and `finally` do not see what fails later.
((_ body: (statement_block (try_statement body: (statement_block (return_statement (call_expression function: [(identifier) @_name (member_expression object: (this) property: (_) @_name)]) @call))))) @_function
  (#match? @_function "^(export )?(static )?async\\b") (#holds? "async (function )?{_name}\\(|\\b{_name} = async\\b|^fetch$")
  (#set! why "what `{call}` fails with later is not caught here")
  (#set! @call replace "await {call}"))
; A text never changes itself, and what filters makes a new list.
((expression_statement (call_expression function: (member_expression object: [(identifier) (member_expression)] @text property: (_) @_method)) @call)
  (#any-of? @_method "trim" "trimStart" "trimEnd" "toLowerCase" "toUpperCase" "padStart" "padEnd" "replaceAll" "concat" "filter" "toSorted" "toReversed")
  (#set! why "what `{_method}` returns is dropped, and `{text}` stays as it is")
  (#set! @call replace "{text} = {call}"))
((expression_statement (call_expression function: (member_expression object: [(identifier) (member_expression)] @text property: (_) @_method) arguments: (arguments . [(regex) (string)] . (_) @_with .)) @call)
  (#eq? @_method "replace") (#lacks? @_with "=>|function") (#lacks? @text "[rR]outer|[hH]istory|location|[nN]av")
  (#set! why "what `{_method}` returns is dropped, and `{text}` stays as it is")
  (#set! @call replace "{text} = {call}"))
; How many there are in a map or set is its size.
([(member_expression object: (identifier) @name property: (property_identifier) @length)
  (member_expression object: (member_expression object: (this) property: (_) @name) property: (property_identifier) @length)]
  (#eq? @length "length") (#holds? "\\b{name}(: [^=\\n]+)? = new (Map|Set)(<[^\\n]*>)?\\(") (#lacks? "{name}(: [^=\\n]+)? ?= ([^n]|n[^e])|[(,{] ?{name}[,):]|\\b{name}\\.(push|slice)\\(")
  (#set! sure) (#set! why "maps and sets have a size, and no length")
  (#set! @length replace "size"))
; -1 says that there is none, and for `splice` means the last one.
(statement_block
    (_ (variable_declarator name: (identifier) @at value: (call_expression function: (member_expression object: (_) @all property: (_) @_index)))) .
    (expression_statement (call_expression function: (member_expression object: (_) @_same property: (_) @_splice) arguments: (arguments . (identifier) @_at . (_) .))) @line
  (#any-of? @_index "indexOf" "findIndex" "lastIndexOf") (#eq? @_splice "splice") (#eq? @at @_at) (#eq? @all @_same)
  (#set! why "where there is none, `splice` takes the last one out")
  (#set! @line replace "if ({at} !== -1) {line}"))
((expression_statement (call_expression function: (member_expression object: (_) @all property: (_) @_splice) arguments: (arguments . (call_expression function: (member_expression object: (_) @_same property: (_) @_index)) @at . (_) @count .))) @line
  (#any-of? @_index "indexOf" "findIndex" "lastIndexOf") (#eq? @_splice "splice") (#eq? @all @_same)
  (#set! weak) (#set! why "where there is none, `splice` takes the last one out")
  (#set! @line replace "const at = {at};\nif (at !== -1) {all}.splice(at, {count});"))
; `delete` leaves a hole.
((unary_expression operator: "delete" argument: (subscript_expression object: (_) @all index: (identifier) @at)) @delete
  (#match? @at "^(i|j|at|index|idx|position|[a-z]+(Index|Position))$") (#holds? "\\b{all}\\.(push|length|splice)\\b|\\b{all} = \\[")
  (#set! why "`delete` leaves a hole where the item was")
  (#set! @delete replace "{all}.splice({at}, 1)"))

; A greatest value that is 0 before anything was looked at.
((variable_declarator name: (identifier) @most value: (number) @zero)
  (#eq? @zero "0") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "-Infinity"))
; A least value that is 0 before anything was looked at.
((variable_declarator name: (identifier) @least value: (number) @zero)
  (#eq? @zero "0") (#match? @least "^(min|least|low|small|cheap|short|earl|near|close|lightest|fewest)") (#holds? "< {least}\\b[^\\n]*\\s*\\{?\\s*{least} = |\\b{least} = Math\\.min\\({least},|\\b{least} = [^;\\n]* < {least} \\?")
  (#set! why "no value above 0 is less than 0")
  (#set! @zero replace "Infinity"))
((call_expression function: (member_expression object: (identifier) @_math property: (_) @_max) arguments: (arguments . (spread_element) @all .))
  (#eq? @_math "Math") (#any-of? @_max "max" "min")
  (#set! weak) (#set! why "of nothing, `{_max}` makes an infinite number")
  (#set! @all replace "0, {all}"))
((call_expression function: (member_expression object: (identifier) @_math property: (_) @_max) arguments: (arguments . [(identifier) (member_expression)] @all .))
  (#eq? @_math "Math") (#any-of? @_max "max" "min")
  (#set! sure) (#set! why "`{_max}` takes numbers, not a list")
  (#set! @all replace "...{all}"))

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
