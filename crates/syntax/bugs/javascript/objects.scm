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

; A method that forgets whose it is.
((arguments (member_expression object: (this) property: (_) @name) @method)
  (#holds? "\\n\\s*(async )?{name}\\(")
  (#set! why "`{name}` does not know its object when it is called by others")
  (#set! @method replace "(...all) => {method}(...all)"))

; A list of nothing has nothing to go through.
((call_expression function: (member_expression object: [(new_expression) (call_expression)] @all property: (property_identifier) @_map))
  (#eq? @_map "map") (#match? @all "^(new )?Array\\([^)]*\\)$")
  (#set! why "a list that is only long has nothing in it to go through")
  (#set! @all replace "[...{all}]"))

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

; A block where an object is meant.
((arrow_function body: (object (pair)) @object)
  (#set! sure) (#set! why "the braces are those of a block, and the function returns nothing")
  (#set! @object replace "({object})"))

; `catch` and `finally` do not see what fails later.
((_ body: (statement_block (try_statement body: (statement_block (return_statement (call_expression function: [(identifier) @_name (member_expression object: (this) property: (_) @_name)]) @call))))) @_function
  (#match? @_function "^(export )?(static )?async\\b") (#holds? "async (function )?{_name}\\(|\\b{_name} = async\\b|^fetch$")
  (#set! why "what `{call}` fails with later is not caught here")
  (#set! @call replace "await {call}"))

; How many there are in a map or set is its size.
([(member_expression object: (identifier) @name property: (property_identifier) @length)
  (member_expression object: (member_expression object: (this) property: (_) @name) property: (property_identifier) @length)]
  (#eq? @length "length") (#holds? "\\b{name}(: [^=\\n]+)? = new (Map|Set)(<[^\\n]*>)?\\(") (#lacks? "{name}(: [^=\\n]+)? ?= ([^n]|n[^e])|[(,{] ?{name}[,):]|\\b{name}\\.(push|slice)\\(")
  (#set! sure) (#set! why "maps and sets have a size, and no length")
  (#set! @length replace "size"))

; `delete` leaves a hole.
((unary_expression operator: "delete" argument: (subscript_expression object: (_) @all index: (identifier) @at)) @delete
  (#match? @at "^(i|j|at|index|idx|position|[a-z]+(Index|Position))$") (#holds? "\\b{all}\\.(push|length|splice)\\b|\\b{all} = \\[")
  (#set! why "`delete` leaves a hole where the item was")
  (#set! @delete replace "{all}.splice({at}, 1)"))
