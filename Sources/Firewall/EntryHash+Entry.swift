import CIPTC

extension EntryHash {
    /// Mixes in a rule: its fixed part without what the kernel writes as it runs, its matches, its target.
    mutating func mix(_ entry: UnsafePointer<ipt_entry>) {
        mixEntry(at: UnsafeRawBufferPointer(start: entry, count: npb_entry_size(entry)))
    }

    /// Mixes in the rule that takes up all of `bytes`.
    mutating func mixEntry(at bytes: UnsafeRawBufferPointer) {
        mix(UnsafeRawBufferPointer(rebasing: bytes[..<npb_entry_constant_size()]))
        var start = npb_matches_start()
        while start < bytes.count {
            start = mixExtension(of: bytes, from: start)
        }
    }

    /// Mixes in the match or target at `start`; returns where the next one begins.
    ///
    /// Piece by piece: the kernel copies a name only up to its end and leaves what stood behind it in the caller's buffer
    /// (`xt_obj_to_user`, net/netfilter/x_tables.c), which libiptc does not clear.
    private mutating func mixExtension(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = bytes.baseAddress, start + npb_extension_data_start() <= bytes.count else {
            return bytes.count
        }
        let header = base + start
        let end = min(start + max(npb_extension_size(header), npb_extension_data_start()), bytes.count)
        mix(UInt64(end - start) << 8 | UInt64(npb_extension_revision(header)))
        mix(String(cString: npb_extension_name(header)))
        mix(UnsafeRawBufferPointer(rebasing: bytes[(start + npb_extension_data_start())..<end]))
        return end
    }
}
