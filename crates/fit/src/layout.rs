//! How tensors lie in memory.

/// The elements and the bytes of a block of a tensor type, by its number in the format (ggml's `enum ggml_type`).
pub(crate) const fn block(id: u32) -> Option<(u64, u64)> {
    Some(match id {
        0 | 26 => (1, 4),      // F32, I32
        1 | 25 | 30 => (1, 2), // F16, I16, BF16
        24 => (1, 1),          // I8
        27 | 28 => (1, 8),     // I64, F64
        2 | 20 => (32, 18),    // Q4_0, IQ4_NL
        3 => (32, 20),         // Q4_1
        6 => (32, 22),         // Q5_0
        7 => (32, 24),         // Q5_1
        8 => (32, 34),         // Q8_0
        9 => (32, 36),         // Q8_1
        10 => (256, 84),       // Q2_K
        11 | 21 => (256, 110), // Q3_K, IQ3_S
        12 => (256, 144),      // Q4_K
        13 => (256, 176),      // Q5_K
        14 => (256, 210),      // Q6_K
        15 => (256, 292),      // Q8_K
        16 | 35 => (256, 66),  // IQ2_XXS, TQ2_0
        17 => (256, 74),       // IQ2_XS
        18 => (256, 98),       // IQ3_XXS
        19 => (256, 50),       // IQ1_S
        22 => (256, 82),       // IQ2_S
        23 => (256, 136),      // IQ4_XS
        29 => (256, 56),       // IQ1_M
        34 => (256, 54),       // TQ1_0
        39 => (32, 17),        // MXFP4
        40 => (64, 36),        // NVFP4
        41 => (128, 18),       // Q1_0
        42 => (64, 18),        // Q2_0
        _ => return None,
    })
}

/// Which weights llama.cpp lays out anew for the processor's vector instructions, in memory of their own beside the
/// mapped file. (`ggml_repack_get_optimal_repack_type` in llama.cpp's `ggml-cpu/repack.cpp`.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// None.
    None,
    /// Those that x86 with AVX2 computes with.
    Avx2,
    /// Those that x86 with AVX-512 computes with.
    Avx512,
    /// Those that ARM with dot products computes with.
    Neon,
}

impl Packing {
    /// The one of the processor that this program was compiled for, and with it the llama.cpp in it.
    #[must_use]
    pub const fn of_this_build() -> Self {
        if cfg!(target_feature = "avx512f") {
            Self::Avx512
        } else if cfg!(target_feature = "avx2") {
            Self::Avx2
        } else if cfg!(target_feature = "dotprod") {
            Self::Neon
        } else {
            Self::None
        }
    }

    /// Whether a matrix of this type and with this many rows is laid out anew.
    pub(crate) const fn takes(self, id: u32, rows: u64) -> bool {
        match (self, id) {
            // Q4_0, Q4_K, IQ4_NL and MXFP4; Q2_K; Q4_K, Q5_K and Q6_K
            (Self::Avx2 | Self::Avx512, 2 | 12 | 20 | 39) | (Self::Avx512, 10) | (Self::Neon, 12..=14) => {
                rows.is_multiple_of(8)
            }
            // Q4_0, Q8_0, IQ4_NL and MXFP4
            (Self::Neon, 2 | 8 | 20 | 39) => rows.is_multiple_of(4),
            _ => false,
        }
    }
}
