(class_declaration name: (identifier) @name) @type
(object_declaration name: (identifier) @name) @type
(type_alias type: (identifier) @name) @alias
(function_declaration name: (identifier) @name) @function
(secondary_constructor "constructor" @name) @function
(property_declaration (variable_declaration . (identifier) @name) (getter)) @function
(source_file (property_declaration (variable_declaration . (identifier) @name)) @constant)
(object_declaration (class_body (property_declaration (variable_declaration . (identifier) @name)) @constant))
(companion_object (class_body (property_declaration (variable_declaration . (identifier) @name)) @constant))

(import . [(identifier) (qualified_identifier)] @import)
