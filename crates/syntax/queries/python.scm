; Captures: @function, @type and @constant are symbols (the whole node), @name their name; @container only qualifies names.
(function_definition name: (identifier) @name) @function
(class_definition name: (identifier) @name) @type
(module (expression_statement (assignment left: (identifier) @name)) @constant)
