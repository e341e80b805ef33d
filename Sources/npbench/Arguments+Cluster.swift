import Addressing
import ArgumentParser
import Cluster

extension CIDR: ExpressibleByArgument {
    package init?(argument: String) {
        guard argument.contains("/") else { return nil }
        self.init(argument)
    }
}

extension ServiceReference: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension Position: ExpressibleByArgument {}

extension ManifestWriter.Format: ExpressibleByArgument {}

extension IPFamily: ExpressibleByArgument {}
