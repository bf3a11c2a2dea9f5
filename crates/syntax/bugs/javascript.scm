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
  (#set! why "`splice` takes the items out of `{all}` itself")
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
  (#lacks? @value "\\|\\||&&")
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
  (#set! why "`replace` replaces the first one alone")
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

; A greatest value that is 0 before anything was looked at.
((variable_declarator name: (identifier) @most value: (number) @zero)
  (#eq? @zero "0") (#holds? "> {most}\\b|\\b{most} = Math\\.max\\(")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "-Infinity"))

; What was gathered last is left out.
((for_in_statement body: (statement_block (if_statement consequence: (statement_block
    . (_) @emit . (expression_statement (assignment_expression left: (identifier) @gathered right: [(array) (string)])) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if ({gathered}.length > 0) {\n\t{emit}\n}"))
