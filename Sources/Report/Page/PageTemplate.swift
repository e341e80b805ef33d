/// The page's template and style sheet, which the binary holds: an installed npbench needs no file of this folder.
enum PageTemplate {
    /// Filled with a `PageModel`.
    static let markup = String(decoding: PackageResources.report_mustache, as: UTF8.self)
    static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
}
