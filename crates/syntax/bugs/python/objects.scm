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
  (#match? @one "^([\\[{]|[A-Z]|(list|dict|set|bytearray|deque|defaultdict)\\()") (#not-match? @one "^([A-Z_]+\\b|Decimal\\(|Fraction\\(|Path\\()")
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

; What a class inherits is not set up.
((class_definition superclasses: (argument_list . (_) @_base) body: (block (function_definition name: (identifier) @_init body: (block . (_) @first) @_body)))
  (#eq? @_init "__init__") (#lacks? @_body "super\\(|__init__\\(")
  (#set! weak) (#set! why "what the class inherits is not set up")
  (#set! @first before "super().__init__()"))

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

; A second name for the same object.
((block (expression_statement (assignment left: (identifier) @copy right: [(identifier) (attribute)] @of) @line) (_)+ @rest)
  (#holds? @copy "(^|_)(copy|copied|new|result|results|backup|snapshot|merged|combined|sorted|ordered|original|updated|saved|cloned?|clean|cleaned|output|filtered|remaining|temp|tmp|before|old|previous|next)(_|$)")
  (#holds? @rest "\\b{copy}\\.(append|sort|remove|pop|insert|extend|update|add|discard|reverse|setdefault)\\(|\\b{copy}\\[[^\\]\\n]*\\] [-+*/]?= |\\bdel {copy}\\[")
  (#lacks? @rest "\\b{copy} = ") (#lacks? @of "^[A-Z]|\\.[A-Z]|^(None|True|False)$")
  (#set! why "`{copy}` is no copy, but `{of}` itself")
  (#set! @line replace "{copy} = {of}.copy()"))

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
