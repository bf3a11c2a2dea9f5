; What C++ has beyond c.scm. Namespaces qualify nothing: all of a file mostly lies in one.
(function_definition declarator: [
  (function_declarator declarator: [(field_identifier) @name (destructor_name) @name (operator_name) @name (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: [(identifier) (destructor_name) (operator_name)] @name) (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: [(identifier) (destructor_name) (operator_name)] @name))])
  (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) @name (destructor_name) @name (operator_name) @name (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: [(identifier) (destructor_name) (operator_name)] @name) (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: [(identifier) (destructor_name) (operator_name)] @name))]))
  (reference_declarator (function_declarator declarator: [(field_identifier) @name (destructor_name) @name (operator_name) @name (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: [(identifier) (destructor_name) (operator_name)] @name) (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: [(identifier) (destructor_name) (operator_name)] @name))]))
  (reference_declarator (function_declarator declarator: (identifier) @name))]) @function
(function_definition declarator: (operator_cast type: (_) @name)) @function
(class_specifier name: (type_identifier) @name body: (_)) @type
(struct_specifier name: (template_type name: (_) @name) body: (_)) @type
(class_specifier name: (template_type name: (_) @name) body: (_)) @type
(alias_declaration name: (type_identifier) @name) @alias
(concept_definition name: (identifier) @name) @type
(declaration_list (declaration declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name) (pointer_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)])])) @constant)
(template_declaration (_) @inner) @around
