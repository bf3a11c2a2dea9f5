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
  (#holds? @body "\\bdel {all}\\[{at}\\]|\\b{all}\\.pop\\({at}\\)") (#lacks? @body "\\bbreak\\b|\\breturn\\b|\\.insert\\(")
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

; The first position is 0, and -1 is none.
((comparison_operator . (call function: (attribute attribute: (identifier) @_find) arguments: (argument_list . (_) .)) operators: ">" @sign . (integer) @_zero .)
  (#any-of? @_find "find" "rfind") (#eq? @_zero "0")
  (#set! why "the first position is 0")
  (#set! @sign replace ">="))
((comparison_operator . (identifier) @at operators: ">" @sign . (integer) @_zero .)
  (#eq? @_zero "0") (#holds? "\\b{at} = [^\\n=]*\\.r?find\\(")
  (#set! why "the first position is 0")
  (#set! @sign replace ">="))
([(if_statement condition: (call function: (attribute attribute: (identifier) @_find) arguments: (argument_list . (_) .)) @found)
  (elif_clause condition: (call function: (attribute attribute: (identifier) @_find) arguments: (argument_list . (_) .)) @found)]
  (#any-of? @_find "find" "rfind") (#lacks? "(?i)soup|xml|etree|html|selenium|mongo|collection|import re\\b")
  (#set! why "where it is not there, `find` says -1, which counts as true; the first position is 0")
  (#set! @found replace "{found} != -1"))
([(if_statement condition: (not_operator argument: (call function: (attribute attribute: (identifier) @_find) arguments: (argument_list . (_) .)) @found) @all)
  (elif_clause condition: (not_operator argument: (call function: (attribute attribute: (identifier) @_find) arguments: (argument_list . (_) .)) @found) @all)]
  (#any-of? @_find "find" "rfind") (#lacks? "(?i)soup|xml|etree|html|selenium|mongo|collection|import re\\b")
  (#set! why "where it is not there, `find` says -1, which counts as true; the first position is 0")
  (#set! @all replace "{found} == -1"))
([(if_statement condition: (identifier) @at) (elif_clause condition: (identifier) @at) (conditional_expression (_) . (identifier) @at) (while_statement condition: (identifier) @at)]
  (#holds? "\\b{at} = [^\\n=]*\\.r?find\\([^\\n]*\\)\\n") (#lacks? "(?i)soup|xml|etree|html|selenium|mongo|collection|import re\\b")
  (#set! why "where it is not there, `find` says -1, which counts as true; the first position is 0")
  (#set! @at replace "{at} != -1"))
([(if_statement condition: (not_operator argument: (identifier) @at) @all) (elif_clause condition: (not_operator argument: (identifier) @at) @all)]
  (#holds? "\\b{at} = [^\\n=]*\\.r?find\\([^\\n]*\\)\\n") (#lacks? "(?i)soup|xml|etree|html|selenium|mongo|collection|import re\\b")
  (#set! why "where it is not there, `find` says -1, which counts as true; the first position is 0")
  (#set! @all replace "{at} == -1"))

; What is always true, and what is never the same object.
([(if_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (elif_clause condition: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (while_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (conditional_expression (_) . (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (if_clause (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other))
  (boolean_operator left: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other) operator: "and")]
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @other replace "{value} == {other}"))
((boolean_operator left: (boolean_operator left: (comparison_operator . (_) @value operators: "==" . (_) .) operator: "or" right: [(string) (integer)] @other) operator: "or" right: [(string) (integer)] @last)
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @other replace "{value} == {other}") (#set! @last replace "{value} == {last}"))
((_ condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "or" @or right: [(string) (integer)] @other))
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @or replace "and") (#set! @other replace "{value} != {other}"))
([(if_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "and" right: [(string) (integer)] @other))
  (elif_clause condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "and" right: [(string) (integer)] @other))
  (while_statement condition: (boolean_operator left: (comparison_operator . (_) @value operators: "!=" . (_) .) operator: "and" right: [(string) (integer)] @other))]
  (#set! sure) (#set! why "{other} alone is always true")
  (#set! @other replace "{value} != {other}"))
((comparison_operator . (_) operators: "==" @sign . (parenthesized_expression (boolean_operator left: (string) @one operator: "or" right: (string) @other)) @all .)
  (#set! sure) (#set! why "`{one} or {other}` is {one}")
  (#set! @sign replace "in") (#set! @all replace "({one}, {other})"))
((comparison_operator . (parenthesized_expression (boolean_operator left: (string) @one operator: "or" right: (string) @other)) @all operators: "in" . (_) @in .) @whole
  (#set! sure) (#set! why "`{one} or {other}` is {one}")
  (#set! @whole replace "({one} in {in} or {other} in {in})"))
((boolean_operator left: (string) @one operator: "or" right: (comparison_operator . (string) operators: "in" . (_) @in .))
  (#set! sure) (#set! why "{one} alone is always true")
  (#set! @one replace "{one} in {in}"))
((comparison_operator . [(identifier) (attribute) (subscript) (call)] operators: "is" @sign . [(string) (integer) (float)] .)
  (#set! sure) (#set! why "`is` asks for the same object, not for an equal one")
  (#set! @sign replace "=="))
((comparison_operator . [(identifier) (attribute) (subscript) (call)] operators: "is not" @sign . [(string) (integer) (float)] .)
  (#set! sure) (#set! why "`is not` asks for the same object, not for an equal one")
  (#set! @sign replace "!="))

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

; One parameter twice, another one never.
((function_definition name: (identifier) @_init
    parameters: (parameters [(identifier) @param (typed_parameter . (identifier) @param) (default_parameter name: (identifier) @param) (typed_default_parameter name: (identifier) @param)])
    body: (block (expression_statement (assignment left: (attribute object: (identifier) @_self attribute: (identifier) @field) right: (identifier) @value))) @body)
  (#eq? @_init "__init__") (#eq? @_self "self") (#not-eq? @value @param) (#holds? @field "^_*{param}$")
  (#holds? @body "self\\._*{value}(: [^=\\n]*)? = {value}\\b") (#lacks? @body "[^.\\w]{param}\\b")
  (#set! sure) (#set! why "`{param}` is not used; `{value}` is, twice")
  (#set! @value replace "{param}"))

; What begins anew leaves something as it was.
((class_definition body: (block
    (function_definition name: (identifier) @_init body: (block (expression_statement (assignment left: (attribute object: (identifier) @_self attribute: (identifier) @field)
      right: [(integer) (float) (string) (list) (dictionary) (none) (true) (false) (call) (unary_operator)] @value))))
    (function_definition name: (identifier) @reset body: (block (_) @last .) @body)))
  (#eq? @_init "__init__") (#eq? @_self "self") (#match? @reset "^_?(reset|clear|restart|start_over|start_again|begin|new_(game|round|day|session|level|match)|(reset|clear)_(all|state|game|stats|session|round))$")
  (#match? @value "^(-?[\\d.]+|\"[^\"{]*\"|'[^'{]*'|\\[\\]|\\{\\}|None|True|False|\\w+\\(\\)|(collections\\.)?(deque|defaultdict|Counter|OrderedDict)\\([^)]*\\))$")
  (#holds? @body "self\\.\\w+(: [^=\\n]*)? = |self\\.\\w+\\.clear\\(\\)") (#lacks? @body "self\\.{field}\\b|__init__\\(|self\\.\\w+\\(|super\\(")
  (#holds? "self\\.{field} [-+*]= |self\\.{field}\\.(append|add|update|extend|insert|appendleft|pop)\\(|self\\.{field}\\[[^\\]\\n]*\\] [-+]?= |self\\.{field} = (not |self\\.)|(?s)self\\.{field}(: [^=\\n]*)? = .*self\\.{field} = ")
  (#lacks? @last "^(return|raise)\\b")
  (#set! why "`{reset}` leaves `{field}` as it is")
  (#set! @last after "self.{field} = {value}"))

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

; A product up to a number, and a root.
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list . (integer) . (identifier) @end .)) body: (block (expression_statement (augmented_assignment operator: "*=" right: (identifier) @_at))))
  (#eq? @_range "range") (#eq? @at @_at)
  (#set! why "`range` ends before `{end}`")
  (#set! @end replace "{end} + 1"))
((call function: (identifier) @_range arguments: (argument_list . (integer) @_two . (call function: [(identifier) (attribute)] @_int arguments: (argument_list) @_of) @end .))
  (#eq? @_range "range") (#match? @_int "^(int|isqrt|math\\.isqrt|math\\.floor|floor)$") (#holds? @end "isqrt\\(|sqrt\\(|\\*\\* ?(0?\\.5|\\(1 ?/ ?2\\))\\)$")
  (#match? @_two "^[23]$")
  (#set! why "`range` ends before the root")
  (#set! @end replace "{end} + 1"))
((while_statement condition: (comparison_operator . (binary_operator left: (identifier) @at operator: ["*" "**"] right: [(identifier) (integer)] @_at) operators: "<" @sign . (identifier) @of .) body: (block) @body)
  (#holds? @_at "^({at}|2)$") (#holds? @body "{of} % {at}\\b")
  (#set! why "the root itself is left out")
  (#set! @sign replace "<="))
((subscript value: (_) @all subscript: (call function: (identifier) @_len arguments: (argument_list . (_) @_all .)) @count) @_item
  (#eq? @_len "len") (#eq? @all @_all) (#lacks? "{all}\\[len\\({all}\\)\\] ?[-+:]?=") (#lacks? "{all}\\[len\\({all}\\)\\] ?: ")
  (#set! why "`{all}` ends before that")
  (#set! @count replace "{count} - 1"))
((subscript value: (_) @all subscript: (slice . (unary_operator operator: "-" argument: [(identifier) (attribute)] @count) @start . ":" .))
  (#set! weak) (#set! why "where `{count}` is 0, that is all of `{all}`")
  (#set! @start replace "max(len({all}) - {count}, 0)"))
((subscript subscript: (slice . (_) @start . ":" . (binary_operator left: (binary_operator left: (_) @_start operator: "+" right: (_) @size) operator: "-" right: (integer) @_one) @end .))
  (#eq? @start @_start) (#eq? @_one "1")
  (#set! why "a slice ends before its end")
  (#set! @end replace "{start} + {size}"))
((assignment left: (identifier) @end right: (binary_operator left: (binary_operator left: (identifier) @start operator: "+" right: (_) @size) operator: "-" right: (integer) @_one) @value)
  (#eq? @_one "1") (#holds? "\\[{start}:{end}\\]")
  (#set! why "a slice ends before its end")
  (#set! @value replace "{start} + {size}"))
((for_statement left: (identifier) @at right: (call function: (identifier) @_range arguments: (argument_list . (binary_operator left: (_) @of operator: "//" right: (_) @by) @count .)) body: (block) @body)
  (#eq? @_range "range") (#holds? @body "{at} \\* {by}\\b") (#holds? @of "^len\\(|^\\w+$") (#lacks? "{of} % {by}\\b")
  (#set! why "what is left over at the end is left out")
  (#set! @count replace "-(-{of} // {by})"))

; Capitals on one side alone.
((comparison_operator . (call function: (attribute attribute: (identifier) @lower) arguments: (argument_list) @_none) operators: ["==" "!="] . [(identifier) (attribute) (subscript)] @other .)
  (#any-of? @lower "lower" "casefold" "upper") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|(^|\\.)[A-Z\\d_]+$")
  (#lacks? "(^|[^.\\w]){other}( = [^\\n]*)?\\.(lower|casefold|upper)\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((comparison_operator . [(identifier) (attribute) (subscript)] @other operators: ["==" "!="] . (call function: (attribute attribute: (identifier) @lower) arguments: (argument_list) @_none) .)
  (#any-of? @lower "lower" "casefold" "upper") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|(^|\\.)[A-Z\\d_]+$")
  (#lacks? "(^|[^.\\w]){other}( = [^\\n]*)?\\.(lower|casefold|upper)\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((comparison_operator . [(identifier) (attribute)] @other operators: ["in" "not in"] . (call function: (attribute attribute: (identifier) @lower) arguments: (argument_list) @_none) .)
  (#any-of? @lower "lower" "casefold" "upper") (#eq? @_none "()")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|(^|\\.)[A-Z\\d_]+$")
  (#lacks? "(^|[^.\\w]){other}( = [^\\n]*)?\\.(lower|casefold|upper)\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((call function: (attribute object: (call function: (attribute attribute: (identifier) @lower) arguments: (argument_list) @_none) attribute: (identifier) @_with) arguments: (argument_list . [(identifier) (attribute)] @other .))
  (#any-of? @lower "lower" "casefold" "upper") (#eq? @_none "()") (#any-of? @_with "startswith" "endswith" "count" "find")
  (#lacks? @other "(?i:lower|upper|fold|norm|key)|(^|\\.)[A-Z\\d_]+$")
  (#lacks? "(^|[^.\\w]){other}( = [^\\n]*)?\\.(lower|casefold|upper)\\(") (#lacks? "\\bfor [^\\n]*\\b{other}\\b[^\\n]* in ")
  (#set! why "`{other}` may have capitals, too")
  (#set! @other replace "{other}.{lower}()"))
((comparison_operator . (call function: (attribute attribute: (identifier) @_strip) arguments: (argument_list) @_none) operators: ["==" "!="] . [(identifier) (attribute) (subscript)] @other .)
  (#eq? @_strip "strip") (#eq? @_none "()") (#lacks? @other "^[A-Z_]+$") (#lacks? "{other} = [^\\n]*\\.strip\\(")
  (#set! weak) (#set! why "`{other}` may have blanks around it, too")
  (#set! @other replace "{other}.strip()"))

; Nothing is there at first.
((expression_statement (augmented_assignment left: (subscript value: (_) @all subscript: (_) @key) operator: "+=" right: (_) @value) @line)
  (#holds? "(^|[^.\\w]){all}(: [^=\\n]+)? = (\\{\\}|dict\\(\\))") (#lacks? "\\b{all}\\[[^\\n]*\\] = |{all} = [^{d\\n]|{all} = \\{[^}]|in {all}\\b|\\bnot {all}\\b|{all}\\.(setdefault|get|update|fromkeys|keys)\\(|{all} = d\\w+\\([^)]|except KeyError")
  (#set! why "nothing is there at first for `+=` to add to")
  (#set! @line replace "{all}[{key}] = {all}.get({key}, 0) + {value}"))
((expression_statement (call function: (attribute object: (subscript value: (_) @all subscript: (_) @key) @item attribute: (identifier) @_append)))
  (#eq? @_append "append")
  (#holds? "(^|[^.\\w]){all}(: [^=\\n]+)? = (\\{\\}|dict\\(\\))") (#lacks? "\\b{all}\\[[^\\n]*\\] = |{all} = [^{d\\n]|{all} = \\{[^}]|in {all}\\b|\\bnot {all}\\b|{all}\\.(setdefault|get|update|fromkeys|keys)\\(|{all} = d\\w+\\([^)]|except KeyError")
  (#set! why "no list is there at first for `append` to add to")
  (#set! @item replace "{all}.setdefault({key}, [])"))
((call function: (identifier) @_most arguments: (argument_list . [(identifier) (attribute) (call) (list_comprehension)] @all .)) @call
  (#any-of? @_most "max" "min")
  (#set! weak) (#set! why "of nothing, there is no `{_most}`")
  (#set! @all replace "{all}, default=0"))
((call function: (identifier) @_most arguments: (generator_expression) @all) @call
  (#any-of? @_most "max" "min")
  (#set! weak) (#set! why "of nothing, there is no `{_most}`")
  (#set! @all replace "({all}, default=0)"))
((binary_operator left: (_) operator: "/" right: (call function: (identifier) @_len arguments: (argument_list . (_) @all .))) @whole
  (#eq? @_len "len") (#lacks? "not {all}\\b|if {all}:|len\\({all}\\) [=<>!]|if {all} else")
  (#set! weak) (#set! why "`{all}` may be empty")
  (#set! @whole replace "({whole} if {all} else 0)"))

; Halves, and what is left over.
((call function: (identifier) @_round arguments: (argument_list . (_) @value .)) @call
  (#eq? @_round "round")
  (#set! weak) (#set! why "`round` makes a half even: 2.5 becomes 2")
  (#set! @call replace "int({value} + 0.5)"))
([(assignment left: (_) @name right: (binary_operator left: (_) @of operator: "//" right: (_) @by) @all)
  (keyword_argument name: (_) @name value: (binary_operator left: (_) @of operator: "//" right: (_) @by) @all)
  (function_definition name: (_) @name body: (block (return_statement (binary_operator left: (_) @of operator: "//" right: (_) @by) @all)))]
  (#holds? @name "(?i)(^|_)(pages?(_count)?|page_?count|num_pages|chunks|batches|num_rows|rows_needed|boxes|trips|last_page|crates|weeks_needed|days_needed|buses|packs|boxes_needed|(total|num|count|n)_(pages|chunks|batches|boxes))(_needed|_count|_required)?$")
  (#lacks? @of "[-+]") (#lacks? "{of} % {by}\\b") (#lacks? @by "^2$")
  (#set! why "what is left over needs one more")
  (#set! @all replace "-(-{of} // {by})"))
([(assignment left: (_) @name right: (call function: (identifier) @_int arguments: (argument_list . (binary_operator left: (_) @of operator: "/" right: (_) @by) .)) @all)
  (function_definition name: (_) @name body: (block (return_statement (call function: (identifier) @_int arguments: (argument_list . (binary_operator left: (_) @of operator: "/" right: (_) @by) .)) @all)))]
  (#any-of? @_int "int" "round") (#holds? @name "(?i)(^|_)(pages?(_count)?|page_?count|num_pages|chunks|batches|rows_needed|boxes|trips|last_page|crates|buses|packs|(total|num|count|n)_(pages|chunks|batches|boxes))(_needed|_count|_required)?$")
  (#lacks? @of "[-+]") (#lacks? "{of} % {by}\\b") (#lacks? @by "^2$")
  (#set! why "what is left over needs one more")
  (#set! @all replace "-(-{of} // {by})"))

; A least value that is 0 before anything was looked at.
((assignment left: (identifier) @least right: [(integer) (float)] @zero)
  (#match? @zero "^0(\\.0)?$") (#holds? "(?m)< {least}( [^\\n]*)?:\\n\\s+([^\\n]*, )?{least}(, [^\\n]*)? = |\\b{least} = min\\({least}, |\\b{least} = min\\([^\\n]*, {least}\\)")
  (#lacks? "> {least}\\b")
  (#set! why "the least of values above 0 is not 0")
  (#set! @zero replace "float(\"inf\")"))

; A second name for the same object.
((block (expression_statement (assignment left: (identifier) @copy right: [(identifier) (attribute)] @of) @line) (_)+ @rest)
  (#holds? @copy "(^|_)(copy|copied|new|result|results|backup|snapshot|merged|combined|sorted|ordered|original|updated|saved|cloned?|clean|cleaned|output|filtered|remaining|temp|tmp|before|old|previous|next)(_|$)")
  (#holds? @rest "\\b{copy}\\.(append|sort|remove|pop|insert|extend|update|add|discard|reverse|setdefault)\\(|\\b{copy}\\[[^\\]\\n]*\\] [-+*/]?= |\\bdel {copy}\\[")
  (#lacks? @rest "\\b{copy} = ") (#lacks? @of "^[A-Z]|\\.[A-Z]|^(None|True|False)$")
  (#set! why "`{copy}` is no copy, but `{of}` itself")
  (#set! @line replace "{copy} = {of}.copy()"))

; One unit for another.
((call function: [(identifier) (attribute)] @_delta arguments: (argument_list (keyword_argument name: (identifier) @unit value: [(identifier) (attribute)] @value)))
  (#match? @_delta "timedelta$") (#any-of? @unit "seconds" "hours" "days" "weeks" "milliseconds") (#match? @value "(^|[._])(minutes|mins)$")
  (#set! sure) (#set! why "`{value}` are no {unit}")
  (#set! @unit replace "minutes"))
((call function: [(identifier) (attribute)] @_delta arguments: (argument_list (keyword_argument name: (identifier) @unit value: [(identifier) (attribute)] @value)))
  (#match? @_delta "timedelta$") (#any-of? @unit "seconds" "minutes" "days" "weeks" "milliseconds") (#match? @value "(^|[._])hours$")
  (#set! sure) (#set! why "`{value}` are no {unit}")
  (#set! @unit replace "hours"))
((call function: [(identifier) (attribute)] @_delta arguments: (argument_list (keyword_argument name: (identifier) @unit value: [(identifier) (attribute)] @value)))
  (#match? @_delta "timedelta$") (#any-of? @unit "seconds" "minutes" "hours" "weeks" "milliseconds") (#match? @value "(^|[._])days$")
  (#set! sure) (#set! why "`{value}` are no {unit}")
  (#set! @unit replace "days"))
((call function: [(identifier) (attribute)] @_delta arguments: (argument_list (keyword_argument name: (identifier) @unit value: [(identifier) (attribute)] @value)))
  (#match? @_delta "timedelta$") (#any-of? @unit "minutes" "hours" "days" "weeks" "milliseconds") (#match? @value "(^|[._])(seconds|secs)$")
  (#set! sure) (#set! why "`{value}` are no {unit}")
  (#set! @unit replace "seconds"))
((assignment left: (_) @name right: (binary_operator left: (call function: (attribute attribute: (identifier) @_total)) operator: ["/" "//"] right: (integer) @by))
  (#eq? @_total "total_seconds") (#match? @name "(^|[._])hours(_\\w+)?$") (#any-of? @by "60" "86400")
  (#set! why "an hour has 3600 seconds")
  (#set! @by replace "3600"))
((assignment left: (_) @name right: (binary_operator left: (call function: (attribute attribute: (identifier) @_total)) operator: ["/" "//"] right: (integer) @by))
  (#eq? @_total "total_seconds") (#match? @name "(^|[._])(minutes|mins)(_\\w+)?$") (#any-of? @by "3600" "86400")
  (#set! why "a minute has 60 seconds")
  (#set! @by replace "60"))
((assignment left: (_) @name right: (binary_operator left: (call function: (attribute attribute: (identifier) @_total)) operator: ["/" "//"] right: (integer) @by))
  (#eq? @_total "total_seconds") (#match? @name "(^|[._])days(_\\w+)?$") (#any-of? @by "60" "3600")
  (#set! why "a day has 86400 seconds")
  (#set! @by replace "86400"))
((call function: (attribute object: (identifier) @_time attribute: (identifier) @_sleep) arguments: (argument_list . [(identifier) (attribute)] @value .))
  (#any-of? @_time "time" "asyncio") (#eq? @_sleep "sleep") (#match? @value "(_ms|_millis|milliseconds)$")
  (#set! why "`sleep` counts seconds")
  (#set! @value replace "{value} / 1000"))

; What is reckoned first.
((binary_operator left: (_) @left operator: ["+" "-"] @sign right: (binary_operator left: (integer) @one operator: "%" right: [(identifier) (attribute) (call)] @by)) @all
  (#eq? @one "1")
  (#set! sure) (#set! why "`%` comes before `{sign}`")
  (#set! @all replace "({left} {sign} {one}) % {by}"))
((binary_operator left: (identifier) @one operator: "+" right: (binary_operator left: (identifier) @other operator: ["/" "//"] @over right: (integer) @two)) @all
  (#eq? @two "2") (#holds? @all "^(low|lo|left|start|first|lower|min\\w*|l|begin) \\+ (high|hi|right|end|last|upper|max\\w*|r|second) ")
  (#set! why "`{over}` comes before `+`")
  (#set! @all replace "({one} + {other}) {over} {two}"))

; What changes its object and returns nothing, in other forms.
((expression_statement (assignment left: (_) @name right: (call function: (attribute object: (_) @all attribute: (identifier) @_method)) @call) @line)
  (#eq? @name @all) (#any-of? @_method "append" "extend" "insert" "reverse" "remove" "clear") (#lacks? "pandas|polars|\\bpd\\b|DataFrame|\\b(tf|torch|np)\\b")
  (#set! why "`{_method}` returns nothing")
  (#set! @line replace "{call}"))
((expression_statement (assignment left: (_) @name right: (call function: (attribute object: (_) @all attribute: (identifier) @_method)) @call) @line)
  (#eq? @name @all) (#any-of? @_method "add" "update" "discard") (#holds? "{all}(: [^=\\n]+)? = (set\\(|\\{|dict\\()")
  (#set! why "`{_method}` returns nothing")
  (#set! @line replace "{call}"))
((return_statement (call function: (attribute object: (identifier) @all attribute: (identifier) @_method)) @call) @line
  (#any-of? @_method "append" "extend" "insert" "reverse" "remove" "add" "update") (#holds? "\\b{all}(: [^=\\n]+)? = (\\[|list\\(|set\\(|\\{|dict\\(|sorted\\()")
  (#set! why "`{_method}` returns nothing")
  (#set! @line replace "{call}\nreturn {all}"))
([(assignment right: (call function: (attribute object: (_) @all attribute: (identifier) @_reverse) arguments: (argument_list) @_none) @call)
  (return_statement (call function: (attribute object: (_) @all attribute: (identifier) @_reverse) arguments: (argument_list) @_none) @call)
  (for_statement right: (call function: (attribute object: (_) @all attribute: (identifier) @_reverse) arguments: (argument_list) @_none) @call)
  (argument_list (call function: (attribute object: (_) @all attribute: (identifier) @_reverse) arguments: (argument_list) @_none) @call)]
  (#eq? @_reverse "reverse") (#eq? @_none "()") (#lacks? "def reverse\\(|pandas|polars|django|models|QuerySet")
  (#set! why "`reverse` returns nothing")
  (#set! @call replace "{all}[::-1]"))
([(for_statement right: (call function: (attribute object: (_) @all attribute: (identifier) @_sort) arguments: (argument_list) @_none) @call)
  (argument_list . (call function: (attribute object: (_) @all attribute: (identifier) @_sort) arguments: (argument_list) @_none) @call)]
  (#eq? @_sort "sort") (#eq? @_none "()") (#lacks? "def sort\\(")
  (#set! why "`sort` returns nothing")
  (#set! @call replace "sorted({all})"))
([(assignment right: (call function: (attribute object: (identifier) @_random attribute: (identifier) @_shuffle) arguments: (argument_list . (_) @all .)) @call)
  (return_statement (call function: (attribute object: (identifier) @_random attribute: (identifier) @_shuffle) arguments: (argument_list . (_) @all .)) @call)]
  (#any-of? @_random "random" "rng" "rnd") (#eq? @_shuffle "shuffle")
  (#set! why "`shuffle` returns nothing")
  (#set! @call replace "{_random}.sample({all}, len({all}))"))

; Parentheses that are forgotten.
([(if_statement condition: (attribute attribute: (identifier) @_is) @asked)
  (elif_clause condition: (attribute attribute: (identifier) @_is) @asked)
  (while_statement condition: (attribute attribute: (identifier) @_is) @asked)
  (if_clause (attribute attribute: (identifier) @_is) @asked)
  (not_operator argument: (attribute attribute: (identifier) @_is) @asked)
  (boolean_operator (attribute attribute: (identifier) @_is) @asked)
  (return_statement (attribute attribute: (identifier) @_is) @asked)]
  (#any-of? @_is "isdigit" "isalpha" "isalnum" "isspace" "isupper" "islower" "isnumeric" "isdecimal" "istitle" "isidentifier" "total_seconds")
  (#lacks? "(?m)^ +(self\\.)?{_is}(: [^=\\n]*)? = |def {_is}|^ *{_is}:")
  (#set! why "`{_is}` is not called")
  (#set! @asked replace "{asked}()"))
([(comparison_operator (attribute attribute: (identifier) @_lower) @text)
  (assignment right: (attribute object: (identifier) attribute: (identifier) @_lower) @text)
  (return_statement (attribute attribute: (identifier) @_lower) @text)]
  (#any-of? @_lower "lower" "upper" "strip" "lstrip" "rstrip" "casefold" "splitlines" "split" "title" "capitalize") (#lacks? @text "^(str|string|operator|self|bytes)\\.")
  (#lacks? "(?m)\\.{_lower} = |def {_lower}\\b|^ *{_lower}:")
  (#set! why "`{_lower}` is not called")
  (#set! @text replace "{text}()"))

; `assert`, `except`, `raise` that say something else.
((assert_statement (tuple . (_) @claim . (string) @said .) @all)
  (#set! sure) (#set! why "what is in the parentheses is always true")
  (#set! @all replace "{claim}, {said}"))
((except_clause (boolean_operator left: [(identifier) (attribute)] @one operator: ["or" "and"] right: [(identifier) (attribute)] @other) @all)
  (#set! sure) (#set! why "that catches one of them alone")
  (#set! @all replace "({one}, {other})"))
((raise_statement [(identifier) @name (call function: (identifier) @name)])
  (#eq? @name "NotImplemented")
  (#set! sure) (#set! why "`NotImplemented` is no error that can be raised")
  (#set! @name replace "NotImplementedError"))
((comparison_operator . (identifier) @_name operators: "==" . (string) @main .)
  (#eq? @_name "__name__") (#any-of? @main "\"main\"" "'main'" "\"__main\"" "'__main'" "\"_main_\"" "'_main_'")
  (#set! sure) (#set! why "a program that is run is named `__main__`")
  (#set! @main replace "\"__main__\""))

; A comparison where something is to be set.
((expression_statement (comparison_operator . [(identifier) (attribute) (subscript)] @name operators: "==" @sign . (_) .) @_all)
  (#lacks? "raises|Raises|nbformat|get_ipython") (#holds? "(^|[^.\\w]){name}(: [^=\\n]+)? [-+*]?= |\\b{name}\\b")
  (#set! why "that compares, and changes nothing")
  (#set! @sign replace "="))
((expression_statement (assignment left: [(identifier) (attribute) (subscript)] @name right: (unary_operator operator: ["+" "-"] @sign argument: (_) @value)) @line)
  (#holds? @line "^{name} =[-+] ")
  (#set! why "`={sign}` sets it, where it is to be changed")
  (#set! @line replace "{name} {sign}= {value}"))

; What is changed for one another.
([(expression_statement (assignment left: (identifier) @one right: (identifier) @other !type)) (expression_statement (assignment left: (subscript) @one right: (subscript) @other !type))] @first . (expression_statement (assignment left: (_) @_other right: (_) @_one)) @second
  (#eq? @one @_one) (#eq? @other @_other)
  (#set! sure) (#set! why "both are the same by then")
  (#set! @first replace "{one}, {other} = {other}, {one}") (#set! @second replace ""))
((expression_statement (assignment left: (identifier) @one right: (identifier) @other !type)) @first . (expression_statement (assignment left: (identifier) @_other right: (binary_operator) @both)) @second
  (#eq? @other @_other) (#holds? @both "\\b{one}\\b") (#holds? @both "\\b{other}\\b")
  (#set! why "both are the same by then")
  (#set! @first replace "{one}, {other} = {other}, {both}") (#set! @second replace ""))

; What is meant to be the object's.
((function_definition name: (identifier) @_init body: (block (expression_statement (assignment left: (identifier) @name right: (identifier) @_same !type) @line)) @_body)
  (#eq? @_init "__init__") (#eq? @name @_same) (#lacks? @_body "super\\(|[(,=] ?{name}\\b[^\n]*\\)")
  (#set! why "`{name}` is set to itself, not the object's one")
  (#set! @line replace "self.{name} = {name}"))
((class_definition body: (block (function_definition body: (block (expression_statement (assignment left: (identifier) @name right: (_) @value !type) @line) .) @body)))
  (#holds? "self\\.{name}\\b") (#lacks? @body "\\b(global|nonlocal) |\\b{name}, |lambda|def ") (#lacks? @body "(?s)[^.\\w]{name}\\b.*[^.\\w]{name} = ")
  (#set! why "`{name}` is forgotten at once: it is not the object's")
  (#set! @name replace "self.{name}"))

; Bounds in each other's place.
((call function: (identifier) @least arguments: (argument_list . (_) . (call function: (identifier) @most)  .)) @all
  (#eq? @least "min") (#eq? @most "max")
  (#holds? @all "^min\\((self\\._?)?(low|lo|lower|minimum|min_\\w+|min|lower_bound|floor), max\\((\\w+, (self\\._?)?(high|hi|upper|maximum|max_\\w+|ceiling)|(self\\._?)?(high|hi|upper|maximum|max_\\w+|ceiling), \\w+)\\)\\)$")
  (#set! why "`min` takes what is too small")
  (#set! @least replace "max") (#set! @most replace "min"))
((call function: (identifier) @most arguments: (argument_list . (_) . (call function: (identifier) @least)  .)) @all
  (#eq? @least "min") (#eq? @most "max")
  (#holds? @all "^max\\((self\\._?)?(high|hi|upper|maximum|max_\\w+|max|upper_bound|ceiling), min\\((\\w+, (self\\._?)?(low|lo|lower|minimum|min_\\w+|floor)|(self\\._?)?(low|lo|lower|minimum|min_\\w+|floor), \\w+)\\)\\)$")
  (#set! why "`max` takes what is too great")
  (#set! @least replace "max") (#set! @most replace "min"))
((call function: (identifier) @least arguments: (argument_list . (call function: (identifier) @most) . (_) .)) @all
  (#eq? @least "min") (#eq? @most "max")
  (#holds? @all "^min\\(max\\(\\w+, (self\\._?)?(high|hi|upper|maximum|max_\\w+|ceiling)\\), (self\\._?)?(low|lo|lower|minimum|min_\\w+|floor)\\)$")
  (#set! why "`min` takes what is too small")
  (#set! @least replace "max") (#set! @most replace "min"))

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

; Years with a day more.
((boolean_operator left: (comparison_operator . (binary_operator left: (_) @year operator: "%" right: (integer) @_four)) operator: "and" right: (comparison_operator . (binary_operator left: (_) @_year operator: "%" right: (integer) @_hundred))) @all
  (#eq? @year @_year) (#eq? @_four "4") (#eq? @_hundred "100") (#match? @year "(?i)y(ea)?r?$") (#holds? @all "4 == 0 and .*100 != 0") (#lacks? "% ?400")
  (#set! sure) (#set! why "every 400th year has a day more")
  (#set! @all replace "({all} or {year} % 400 == 0)"))
((function_definition name: (identifier) @_leap body: (block (return_statement (comparison_operator . (binary_operator left: (_) @year operator: "%" right: (integer) @_four) . (integer) .) @all)))
  (#match? @_leap "(?i)leap") (#eq? @_four "4") (#lacks? "% ?400")
  (#set! why "every 100th year has no day more, but every 400th")
  (#set! @all replace "{year} % 4 == 0 and ({year} % 100 != 0 or {year} % 400 == 0)"))

; A flag that is taken for a number.
((call function: (attribute object: (identifier) @_re attribute: (identifier) @_sub) arguments: (argument_list . (_) . (_) . (_) . (attribute object: (identifier) @_of) @flags .))
  (#eq? @_re "re") (#any-of? @_sub "sub" "subn") (#eq? @_of "re")
  (#set! sure) (#set! why "the fourth is how often to replace, not a flag")
  (#set! @flags replace "flags={flags}"))
((call function: (attribute object: (identifier) @_re attribute: (identifier) @_split) arguments: (argument_list . (_) . (_) . (attribute object: (identifier) @_of) @flags .))
  (#eq? @_re "re") (#eq? @_split "split") (#eq? @_of "re")
  (#set! sure) (#set! why "the third is how often to split, not a flag")
  (#set! @flags replace "flags={flags}"))

; Nobody waits.
((expression_statement (call function: (attribute object: (identifier) @_asyncio attribute: (identifier) @_sleep)) @call)
  (#eq? @_asyncio "asyncio") (#any-of? @_sleep "sleep" "gather" "wait" "wait_for")
  (#set! why "nobody waits for it")
  (#set! @call replace "await {call}"))

; Called too early.
((call function: [(identifier) (attribute)] @_thread arguments: (argument_list (keyword_argument name: (identifier) @_target value: (call function: (_) @what arguments: (argument_list) @_none) @call)))
  (#match? @_thread "(Thread|Process|Timer)$") (#eq? @_target "target") (#eq? @_none "()")
  (#set! why "`{what}` is called at once, not by the thread")
  (#set! @call replace "{what}"))

; A count that begins with 1.
((assignment left: (subscript value: (_) @all subscript: (_) @key) right: (binary_operator left: (call function: (attribute object: (_) @_all attribute: (identifier) @_get) arguments: (argument_list . (_) @_key . (integer) @first .)) operator: "+" right: (integer) @_one))
  (#eq? @all @_all) (#eq? @key @_key) (#eq? @_get "get") (#eq? @_one "1") (#eq? @first "1")
  (#set! why "the first one is counted twice")
  (#set! @first replace "0"))

; The wrong end of a queue or stack, or of what is kept.
((call function: (attribute object: [(identifier) (attribute)] @queue attribute: (identifier) @pop) arguments: (argument_list) @none)
  (#match? @queue "(?i)queue$") (#eq? @pop "pop") (#eq? @none "()") (#lacks? "deque|{queue}\\.(insert|appendleft)\\(") (#holds? "{queue}\\.append\\(")
  (#set! why "`pop` takes the last one; a queue hands out the first")
  (#set! @none replace "(0)"))
((call function: (attribute object: [(identifier) (attribute)] @queue attribute: (identifier) @pop) arguments: (argument_list) @none)
  (#match? @queue "(?i)queue$") (#eq? @pop "pop") (#eq? @none "()") (#holds? "{queue}(: [^=\\n]+)? = (collections\\.)?deque\\(") (#lacks? "{queue}\\.(insert|appendleft|popleft)\\(")
  (#set! why "`pop` takes the last one; a queue hands out the first")
  (#set! @pop replace "popleft"))
((call function: (attribute object: [(identifier) (attribute)] @stack attribute: (identifier) @_pop) arguments: (argument_list . (integer) @_first .) @first)
  (#match? @stack "(?i)stack$") (#eq? @_pop "pop") (#eq? @_first "0") (#holds? "{stack}\\.append\\(")
  (#set! why "`pop(0)` takes the first one; a stack hands out the last")
  (#set! @first replace "()"))
((call function: (attribute object: (_) @all attribute: (identifier) @_pop) arguments: (argument_list) @none)
  (#eq? @_pop "popitem") (#eq? @none "()") (#holds? "{all}(: [^=\\n]+)? = (collections\\.)?OrderedDict")
  (#set! why "`popitem` takes the newest one")
  (#set! @none replace "(last=False)"))
((function_definition name: (identifier) @_get body: (block (return_statement (subscript value: (attribute object: (identifier) @_self attribute: (identifier)) @all subscript: (identifier) @key)) @line) @body)
  (#match? @_get "^(get|__getitem__|lookup|fetch)$") (#lacks? @body "move_to_end") (#holds? "{all}(: [^=\\n]+)? = (collections\\.)?OrderedDict") (#holds? "popitem\\(last=False\\)|next\\(iter\\({all}")
  (#set! why "what is used stays as old as it was")
  (#set! @line before "{all}.move_to_end({key})"))

; The least where the greatest are meant.
([(return_statement (subscript value: (call function: (identifier) @_sorted arguments: (argument_list . (_) . (keyword_argument) @how .)) subscript: (slice . ":")))
  (return_statement (subscript value: (call function: (identifier) @_sorted arguments: (argument_list . (_) @how .)) subscript: (slice . ":")))] @_line
  (#eq? @_sorted "sorted") (#lacks? @_line "reverse|-|Reverse") (#holds? "(?s)def (top|best|highest|largest|most|biggest|leader|ranking)\\w*\\((\\w|\\s|[^\\w\\s])*{_line}")
  (#set! weak) (#set! why "the least come first")
  (#set! @how replace "{how}, reverse=True"))

; `and` before `or`.
((boolean_operator left: (_) @one operator: "or" right: (boolean_operator left: (_) @other operator: "and" right: (_) @last)) @all
  (#lacks? @one " or ") (#lacks? @all "\\n")
  (#set! weak) (#set! why "`and` comes before `or`")
  (#set! @all replace "({one} or {other}) and {last}"))

; Any text counts as true.
((call function: (identifier) @_bool arguments: (argument_list . (call function: (_) @_env) @text .)) @call
  (#eq? @_bool "bool") (#match? @_env "^os\\.(getenv|environ\\.get)$")
  (#set! why "any text counts as true, even \"false\" and \"0\"")
  (#set! @call replace "(({text} or \"\").lower() in (\"1\", \"true\", \"yes\", \"on\"))"))

; `%m` is the month, `%M` the minute.
((string_content) @format (#any-of? @format "%H:%m") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%H:%M"))
((string_content) @format (#any-of? @format "%H:%m:%S") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%H:%M:%S"))
((string_content) @format (#any-of? @format "%I:%m %p") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%I:%M %p"))
((string_content) @format (#any-of? @format "%Y-%M-%d") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y-%m-%d"))
((string_content) @format (#any-of? @format "%d/%M/%Y") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%d/%m/%Y"))
((string_content) @format (#any-of? @format "%M/%d/%Y") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%m/%d/%Y"))
((string_content) @format (#any-of? @format "%d.%M.%Y") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%d.%m.%Y"))
((string_content) @format (#any-of? @format "%Y/%M/%d") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y/%m/%d"))
((string_content) @format (#any-of? @format "%Y-%M") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y-%m"))
((string_content) @format (#any-of? @format "%Y%M%d") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y%m%d"))
((string_content) @format (#any-of? @format "%Y-%m-%d %H:%m" "%Y-%M-%d %H:%M" "%Y-%M-%d %H:%m") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y-%m-%d %H:%M"))
((string_content) @format (#any-of? @format "%Y-%m-%d %H:%m:%S" "%Y-%M-%d %H:%M:%S" "%Y-%M-%d %H:%m:%S") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y-%m-%d %H:%M:%S"))
((string_content) @format (#any-of? @format "%Y-%m-%dT%H:%m:%S" "%Y-%M-%dT%H:%M:%S") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y-%m-%dT%H:%M:%S"))
((string_content) @format (#any-of? @format "%d/%m/%Y %H:%m" "%d/%M/%Y %H:%M") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%d/%m/%Y %H:%M"))
((string_content) @format (#any-of? @format "%Y-%m-%dT%H:%m" "%Y-%M-%dT%H:%M") (#holds? "str[fp]time\\(")
  (#set! sure) (#set! why "`%m` is the month, `%M` the minute") (#set! @format replace "%Y-%m-%dT%H:%M"))
