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

; A parameter that is given its own value.
((assignment_expression left: (identifier) @name operator: "=" right: (identifier) @_same)
  (#eq? @name @_same)
  (#set! why "`{name}` is given its own value, and the field none")
  (#set! @name replace "this.{name}"))

; A field that is given the value of another.
([(constructor_declaration parameters: (_) @_parameters body: (constructor_body (expression_statement (assignment_expression left: (field_access object: (this) field: (identifier) @field) right: (identifier) @value))) @body)
  (method_declaration parameters: (_) @_parameters body: (block (expression_statement (assignment_expression left: (field_access object: (this) field: (identifier) @field) right: (identifier) @value))) @body)]
  (#not-eq? @field @value) (#holds? @_parameters "\\b{field}\\b") (#holds? @_parameters "\\b{value}\\b") (#lacks? @body "(^|[^.\\w]){field}\\b") (#holds? @body "\\bthis\\.{value} = {value};")
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
