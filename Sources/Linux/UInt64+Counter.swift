extension UInt64 {
    /// The growth of a counter; 0 if it went backwards, as steal time does on some hypervisors.
    func saturatingSubtract(_ earlier: UInt64) -> UInt64 {
        self > earlier ? self - earlier : 0
    }
}
