//! Messages to a server.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::Start;
use crate::uri;

/// What a server is told of its client when it starts.
pub(crate) fn introduction(start: &Start) -> Value {
    json!({
        "processId": std::process::id(),
        "clientInfo": { "name": "kinglet" },
        "rootPath": start.folder,
        "rootUri": uri::of(&start.folder),
        "workspaceFolders": folders(&start.folder),
        "initializationOptions": start.options,
        "capabilities": {
            "general": { "positionEncodings": ["utf-8", "utf-16"] },
            "textDocument": {
                "synchronization": {},
                "publishDiagnostics": { "versionSupport": true },
                "diagnostic": { "dynamicRegistration": true },
                "definition": { "linkSupport": true },
                "references": {},
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "rename": {},
            },
            "workspace": {
                "configuration": true,
                "workspaceFolders": true,
                "workspaceEdit": { "documentChanges": true },
            },
            "window": { "workDoneProgress": true },
            "experimental": { "serverStatusNotification": true },
        },
    })
}

pub(crate) fn folders(folder: &Path) -> Value {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    json!([{ "uri": uri::of(folder), "name": name }])
}

/// A section of the settings, named with dots; all of them without a name.
pub(crate) fn section(settings: &Value, name: Option<&Value>) -> Value {
    let name = name.and_then(Value::as_str).unwrap_or_default();
    let mut parts = name.split('.').filter(|part| !part.is_empty());
    parts.try_fold(settings, |settings, part| settings.get(part)).cloned().unwrap_or_default()
}

/// The message with these fields and, if there are any, parameters.
pub(crate) fn message(mut fields: Value, params: Value) -> Value {
    fields["jsonrpc"] = "2.0".into();
    if !params.is_null() {
        fields["params"] = params;
    }
    fields
}

/// The answer to a request of the server.
pub(crate) fn answer(id: &Value, answer: Result<Value, Value>) -> Value {
    match answer {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(error) => json!({ "jsonrpc": "2.0", "id": id, "error": error }),
    }
}

/// What `tsserver` found, as the protocol writes it: lines and characters are counted from 0 there.
pub(crate) fn of_tsserver(found: &Value) -> Value {
    let place = |name: &str| {
        let number = |field: &str| found.get(name)?.get(field)?.as_u64()?.checked_sub(1);
        json!({ "line": number("line"), "character": number("offset") })
    };
    let severity = match found.get("category").and_then(Value::as_str) {
        Some("error") => 1,
        Some("warning") => 2,
        _ => 3,
    };
    json!({
        "range": { "start": place("start"), "end": place("end") },
        "severity": severity,
        "message": found.get("text"),
        "code": found.get("code"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tsserver_finds_is_written_as_the_protocol_does() {
        let found = json!({
            "start": { "line": 3, "offset": 14 }, "end": { "line": 3, "offset": 15 },
            "text": "not a string", "code": 2322, "category": "error",
        });
        let range = json!({ "start": { "line": 2, "character": 13 }, "end": { "line": 2, "character": 14 } });
        let written = json!({ "range": range, "severity": 1, "message": "not a string", "code": 2322 });
        assert_eq!(of_tsserver(&found), written);
    }

    #[test]
    fn a_section_is_found_by_its_name() {
        let settings = json!({ "python": { "analysis": { "mode": 1 } } });
        assert_eq!(section(&settings, Some(&"python.analysis".into())), json!({ "mode": 1 }));
        assert_eq!(section(&settings, Some(&"rust".into())), Value::Null);
        assert_eq!(section(&settings, None), settings);
    }
}
