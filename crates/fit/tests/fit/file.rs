//! Writes GGUF files, whole or in parts.

/// A file in the making.
#[derive(Clone, Default)]
pub(crate) struct File {
    entries: Vec<u8>,
    entry_count: u64,
    tensors: Vec<u8>,
    tensor_count: u64,
    data: u64,
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

impl File {
    fn entry(mut self, key: &str, kind: u32, value: &[u8]) -> Self {
        text(&mut self.entries, key);
        self.entries.extend(kind.to_le_bytes());
        self.entries.extend(value);
        self.entry_count += 1;
        self
    }

    pub(crate) fn number(self, key: &str, value: u32) -> Self {
        self.entry(key, 4, &value.to_le_bytes())
    }

    pub(crate) fn fraction(self, key: &str, value: f32) -> Self {
        self.entry(key, 6, &value.to_le_bytes())
    }

    pub(crate) fn text(self, key: &str, value: &str) -> Self {
        let mut bytes = Vec::new();
        text(&mut bytes, value);
        self.entry(key, 8, &bytes)
    }

    pub(crate) fn claims(self, key: &str, values: &[bool]) -> Self {
        let values: Vec<u8> = values.iter().map(|value| u8::from(*value)).collect();
        self.list(key, 7, values.len() as u64, &values)
    }

    pub(crate) fn texts(self, key: &str, values: &[&str]) -> Self {
        let mut bytes = Vec::new();
        for value in values {
            text(&mut bytes, value);
        }
        self.list(key, 8, values.len() as u64, &bytes)
    }

    /// A list of anything, also of what no format has.
    pub(crate) fn list(self, key: &str, kind: u32, length: u64, bytes: &[u8]) -> Self {
        let mut all = kind.to_le_bytes().to_vec();
        all.extend(length.to_le_bytes());
        all.extend(bytes);
        self.entry(key, 9, &all)
    }

    /// A tensor of 4-bit blocks (`Q4_0`).
    pub(crate) fn tensor(mut self, name: &str, size: &[u64]) -> Self {
        let bytes = size.iter().product::<u64>() / 32 * 18;
        let offset = self.data.next_multiple_of(32);
        self.data = offset + bytes;
        self.raw_tensor(name, size, 2, offset)
    }

    pub(crate) fn raw_tensor(mut self, name: &str, size: &[u64], kind: u32, offset: u64) -> Self {
        text(&mut self.tensors, name);
        self.tensors.extend(u32::try_from(size.len()).unwrap().to_le_bytes());
        for length in size {
            self.tensors.extend(length.to_le_bytes());
        }
        self.tensors.extend(kind.to_le_bytes());
        self.tensors.extend(offset.to_le_bytes());
        self.tensor_count += 1;
        self
    }

    /// The header alone.
    pub(crate) fn header(&self) -> Vec<u8> {
        let mut out = b"GGUF".to_vec();
        out.extend(3_u32.to_le_bytes());
        out.extend(self.tensor_count.to_le_bytes());
        out.extend(self.entry_count.to_le_bytes());
        out.extend(&self.entries);
        out.extend(&self.tensors);
        out
    }

    /// The header and as many bytes of weights as it promises.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = self.header();
        let data = out.len().next_multiple_of(32) + usize::try_from(self.data).unwrap();
        out.resize(data, 0);
        out
    }
}

/// A model with two layers: a token has 64 numbers, a layer 4 heads of 16, of which pairs share keys and values.
pub(crate) fn small() -> File {
    let file = File::default()
        .text("general.architecture", "llama")
        .text("general.name", "Small")
        .number("llama.block_count", 2)
        .number("llama.context_length", 4096)
        .number("llama.embedding_length", 64)
        .number("llama.feed_forward_length", 128)
        .number("llama.attention.head_count", 4)
        .number("llama.attention.head_count_kv", 2)
        .fraction("llama.rope.freq_base", 10000.0)
        .texts("tokenizer.ggml.tokens", &["a", "b", "<end>"])
        .tensor("token_embd.weight", &[64, 96]);
    (0..2).fold(file, |file, layer| {
        file.tensor(&format!("blk.{layer}.attn_k.weight"), &[64, 32])
            .tensor(&format!("blk.{layer}.ffn_up.weight"), &[64, 128])
    })
}
