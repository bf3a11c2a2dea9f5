; Bug patterns: mistakes that are made again and again, and what mends them. What a pattern may say, in all files of this folder:
;   (#set! why "...")                what is wrong, as a person reads it; `{name}` is what @name matched
;   (#set! @name replace "...")      what takes the place of @name; a tab is one step of indentation
;   (#set! @name before "...")       lines of their own before the line in which @name begins; `after`: behind the one where it ends
;   (#set! weak)                     the same code is as often right
;   (#set! sure)                     it is next to never right: tried even where a mistake is only described
;   (#holds? @name "...")            a regular expression that is found in @name; without @name, anywhere in the file
;   (#lacks? @name "...")            one that is not
; Nothing here is believed: a check has to fail before, and to succeed with it. What is sure is mended without one, too, so
; only that is sure of which no right use is known.

; A default that is made once, and shared by all calls.
(function_definition
  parameters: (parameters [
    (default_parameter name: (identifier) @name value: [(list) (dictionary) (set) (call)] @value)
    (typed_default_parameter name: (identifier) @name value: [(list) (dictionary) (set) (call)] @value)])
  body: (block . (_) @first)
  (#not-match? @first "^[rRbBuUfF]*[\"']")
  (#match? @value "(?s)^[\\[{].*[\\]}]$|^(list|dict|set|deque|defaultdict)\\(|(now|today|time|utcnow)\\(\\)$")
  (#set! why "the default of `{name}` is made once, and shared by all calls")
  (#set! @value replace "None")
  (#set! @first before "if {name} is None:\n\t{name} = {value}"))
(function_definition
  parameters: (parameters [
    (default_parameter name: (identifier) @name value: [(list) (dictionary) (set) (call)] @value)
    (typed_default_parameter name: (identifier) @name value: [(list) (dictionary) (set) (call)] @value)])
  body: (block . (expression_statement (string)) . (_) @first)
  (#match? @value "(?s)^[\\[{].*[\\]}]$|^(list|dict|set|deque|defaultdict)\\(|(now|today|time|utcnow)\\(\\)$")
  (#set! why "the default of `{name}` is made once, and shared by all calls")
  (#set! @value replace "None")
  (#set! @first before "if {name} is None:\n\t{name} = {value}"))

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
  (#holds? @body "\\bdel {all}\\[{at}\\]|\\b{all}\\.pop\\({at}\\)") (#lacks? @body "\\bbreak\\b|\\breturn\\b")
  (#set! sure) (#set! why "`{all}` gets shorter while it is gone through by number")
  (#set! @numbers replace "reversed({numbers})"))

; An attribute of the class where one of each object is meant.
(class_definition body: (block
    (expression_statement (assignment left: (identifier) @name right: [(list) (dictionary) (set) (call)] @value)) @line
    (function_definition name: (identifier) @_init body: (block . (_) @first))) @body
  (#eq? @_init "__init__") (#holds? @body "self\\.{name}(\\.\\w+\\(|\\[)")
  (#set! why "`{name}` is shared by all objects of the class")
  (#set! @line replace "") (#set! @first before "self.{name} = {value}"))
(class_definition body: (block
    (expression_statement (assignment left: (identifier) @name right: [(list) (dictionary) (set)] @value)) @line) @body
  (#lacks? @body "def __init__\\(") (#holds? @body "self\\.{name}(\\.\\w+\\(|\\[)")
  (#set! why "`{name}` is shared by all objects of the class")
  (#set! @line replace "def __init__(self):\n\tself.{name} = {value}"))

; One object, many times over.
((binary_operator left: (list . [(list) (dictionary) (set) (binary_operator) (call)] @one .) operator: "*" right: (_) @count) @all
  (#set! why "all items are one and the same object")
  (#set! @all replace "[{one} for _ in range({count})]"))
((call function: (attribute object: (identifier) @_dict attribute: (identifier) @_keys)
    arguments: (argument_list . (_) @keys . [(list) (dictionary) (set) (call)] @value .)) @all
  (#eq? @_dict "dict") (#eq? @_keys "fromkeys")
  (#set! why "all values are one and the same object")
  (#set! @all replace "{key: {value} for key in {keys}}"))

; What changes its object and returns nothing; what returns something and changes nothing.
([(return_statement (call function: (attribute object: (_) @all attribute: (identifier) @_sort) arguments: (argument_list) @none) @call)
  (assignment right: (call function: (attribute object: (_) @all attribute: (identifier) @_sort) arguments: (argument_list) @none) @call)]
  (#eq? @_sort "sort") (#eq? @none "()")
  (#set! why "`sort` returns nothing")
  (#set! @call replace "sorted({all})"))
([(return_statement (call function: (attribute object: (_) @all attribute: (identifier) @_sort) arguments: (argument_list (_)+ @how)) @call)
  (assignment right: (call function: (attribute object: (_) @all attribute: (identifier) @_sort) arguments: (argument_list (_)+ @how)) @call)]
  (#eq? @_sort "sort")
  (#set! why "`sort` returns nothing")
  (#set! @call replace "sorted({all}, {how})"))
((expression_statement (call function: (attribute object: (_) @text attribute: (identifier) @_method)) @call)
  (#any-of? @_method "strip" "lstrip" "rstrip" "lower" "upper" "title" "removeprefix" "removesuffix" "casefold")
  (#set! why "what `{_method}` returns is dropped, and `{text}` stays as it is")
  (#set! @call replace "{text} = {call}"))
((expression_statement (call function: (attribute object: (identifier) @text attribute: (identifier) @_method)) @call)
  (#any-of? @_method "replace" "union" "difference" "intersection" "astimezone") (#lacks? @text "^(os|shutil|self|cls)$")
  (#set! weak) (#set! why "what `{_method}` returns is dropped, and `{text}` stays as it is")
  (#set! @call replace "{text} = {call}"))
((expression_statement (call function: (identifier) @_sorted arguments: (argument_list . (_) @all)) @call)
  (#any-of? @_sorted "sorted" "reversed")
  (#set! why "what `{_sorted}` returns is dropped, and `{all}` stays as it is")
  (#set! @call replace "{all} = list({call})"))
; The caller's own list is put in another order.
(function_definition parameters: (parameters [(identifier) @all (typed_parameter . (identifier) @all)])
  body: (block (expression_statement (call function: (attribute object: (identifier) @_same attribute: (identifier) @_sort))) @line)
  (#eq? @_same @all) (#any-of? @_sort "sort" "reverse" "append" "pop" "remove" "extend" "insert")
  (#set! weak) (#set! why "the list of the caller is changed")
  (#set! @line before "{all} = list({all})"))

; A coroutine that nobody waits for.
([(expression_statement (call function: [(identifier) @name (attribute attribute: (identifier) @name)]) @call)
  (assignment right: (call function: [(identifier) @name (attribute attribute: (identifier) @name)]) @call)]
  (#holds? "async def {name}\\(")
  (#set! why "nobody waits for `{name}`")
  (#set! @call replace "await {call}"))

; Nothing, and what counts as nothing: 0, an empty text or list.
((boolean_operator left: (_) @value operator: "or" right: [(identifier) (integer) (float) (string) (list) (dictionary) (attribute) (call)] @default) @all
  (#set! weak) (#set! why "`{value}` gives way to the default where it is 0 or empty")
  (#set! @all replace "({value} if {value} is not None else {default})"))
([(if_statement condition: (not_operator argument: [(identifier) (attribute)] @value) @all)
  (conditional_expression (_) . (not_operator argument: [(identifier) (attribute)] @value) @all)]
  (#lacks? @value "(^|\\.)_?(is|has|can|was|should|needs)_")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @all replace "{value} is None"))
([(if_statement condition: [(identifier) (attribute)] @value)
  (conditional_expression (_) . [(identifier) (attribute)] @value)]
  (#lacks? @value "(^|\\.)_?(is|has|can|was|should|needs)_")
  (#set! weak) (#set! why "`{value}` is taken for none where it is 0 or empty")
  (#set! @value replace "{value} is not None"))

; A function that looks at a variable of the loop once the loop is over.
((for_statement left: (identifier) @name body: (block (expression_statement [
    (call arguments: (argument_list (lambda !parameters "lambda" @lambda body: (_) @body)))
    (assignment right: (lambda !parameters "lambda" @lambda body: (_) @body))])))
  (#holds? @body "\\b{name}\\b")
  (#set! why "the function sees the last `{name}` of the loop")
  (#set! @lambda replace "lambda {name}={name}"))

; Who gets the object's own list can change it; who handed one over still can.
((return_statement (attribute object: (identifier) @_self attribute: (identifier) @name) @value)
  (#eq? @_self "self") (#holds? "self\\.{name}(: [^=\\n]*)? = (\\[|list\\()")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "list({value})"))
((return_statement (attribute object: (identifier) @_self attribute: (identifier) @name) @value)
  (#eq? @_self "self") (#holds? "self\\.{name}(: [^=\\n]*)? = (\\{|dict\\()")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "dict({value})"))
((assignment left: (attribute object: (identifier) @_self attribute: (identifier) @name) right: (identifier) @value)
  (#eq? @_self "self") (#holds? "self\\.{name}\\.(append|remove|pop|insert|extend|sort)\\(")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "list({value})"))
((assignment left: (attribute object: (identifier) @_self attribute: (identifier) @name) right: (identifier) @value)
  (#eq? @_self "self") (#holds? "self\\.{name}(\\[[^\\]]+\\] = |\\.(update|setdefault|clear)\\()")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "dict({value})"))

; A copy that shares what is in it.
((call function: (attribute object: (identifier) @_module attribute: (identifier) @copy))
  (#eq? @_module "copy") (#eq? @copy "copy")
  (#set! why "the copy shares what is in it with the original")
  (#set! @copy replace "deepcopy"))
((call function: (attribute object: (_) @value attribute: (identifier) @_copy) arguments: (argument_list) @_none) @all
  (#eq? @_copy "copy") (#eq? @_none "()") (#holds? "(?m)^import copy\\s*$")
  (#set! weak) (#set! why "the copy shares what is in it with the original")
  (#set! @all replace "copy.deepcopy({value})"))

; A part of something taken for all of it.
((attribute object: (_) @duration attribute: (identifier) @_part) @all
  (#eq? @_part "seconds") (#holds? @all "^\\([^)]* - [^)]*\\)\\.|(delta|duration|elapsed|_time|diff|age)\\.seconds$")
  (#set! why "`seconds` leaves the days of a duration out")
  (#set! @all replace "int({duration}.total_seconds())"))
((call function: (attribute object: (_) @text attribute: (identifier) @strip) arguments: (argument_list . (string) @_signs .))
  (#eq? @strip "lstrip") (#match? @_signs "^[\"']") (#holds? @_signs "\\w.*\\w") (#lacks? @_signs "\\\\")
  (#set! why "`lstrip` takes away any of the signs, not the word")
  (#set! @strip replace "removeprefix"))
((call function: (attribute object: (_) @text attribute: (identifier) @strip) arguments: (argument_list . (string) @_signs .))
  (#eq? @strip "rstrip") (#match? @_signs "^[\"']") (#holds? @_signs "\\w.*\\w") (#lacks? @_signs "\\\\")
  (#set! why "`rstrip` takes away any of the signs, not the word")
  (#set! @strip replace "removesuffix"))
((call function: (attribute attribute: (identifier) @_split) arguments: (argument_list . (string) @_blank .) @arguments)
  (#eq? @_split "split") (#any-of? @_blank "' '" "\" \"")
  (#set! weak) (#set! why "two blanks in a row make an empty word")
  (#set! @arguments replace "()"))
((call function: (identifier) @int arguments: (argument_list . (binary_operator operator: ["*" "/"])))
  (#eq? @int "int")
  (#set! weak) (#set! why "`int` drops the fraction, where it is to be rounded")
  (#set! @int replace "round"))
; What can be gone through once alone.
((assignment right: [(generator_expression) (call function: (identifier) @_lazy)] @all)
  (#match? @all "^(\\(|map\\(|filter\\(|zip\\(|reversed\\(|iter\\()")
  (#set! weak) (#set! why "it can be gone through only once")
  (#set! @all replace "list({all})"))
; What a class inherits is not set up.
((class_definition superclasses: (argument_list . (_) @_base) body: (block (function_definition name: (identifier) @_init body: (block . (_) @first) @_body)))
  (#eq? @_init "__init__") (#lacks? @_body "super\\(|__init__\\(")
  (#set! weak) (#set! why "what the class inherits is not set up")
  (#set! @first before "super().__init__()"))

; A greatest value that is 0 before anything was looked at.
((assignment left: (identifier) @most right: [(integer) (float)] @zero)
  (#match? @zero "^0(\\.0)?$") (#holds? "> {most}\\b|\\b{most} = max\\({most}, |\\b{most} = max\\([^\\n]*, {most}\\)")
  (#set! weak) (#set! why "the greatest of values below 0 is not 0")
  (#set! @zero replace "float(\"-inf\")"))

; What was gathered last is left out: it is handed on where the next one begins, and nothing comes after it.
((for_statement body: (block (if_statement consequence: (block
    . (_) @emit . (expression_statement (assignment left: (identifier) @gathered right: [(list) (string) (dictionary)])) .)))) @loop
  (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if {gathered}:\n\t{emit}"))
((for_statement body: (block (if_statement consequence: (block
    . (_) @emit . (expression_statement (call function: (attribute object: (identifier) @gathered attribute: (identifier) @_clear))) .)))) @loop
  (#eq? @_clear "clear") (#holds? @emit "\\b{gathered}\\b") (#lacks? "(?s){emit}.*{emit}")
  (#set! why "what was gathered last in `{gathered}` is left out")
  (#set! @loop after "if {gathered}:\n\t{emit}"))
