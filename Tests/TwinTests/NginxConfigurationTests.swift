import Testing

@testable import Twin

@Suite struct NginxConfigurationTests {
    private let configuration = NginxConfiguration(
        directory: "/run/pod",
        documents: "/run/documents",
        ports: [80, 8080],
        connections: 512,
        cpus: [1, 3],
        temporaryKinds: ["client_body", "proxy"]
    )

    @Test("The configuration keeps every file in the pod's directory and runs as the only mapped user")
    func text() {
        #expect(
            configuration.text == """
                user root;
                daemon off;
                worker_processes 1;
                worker_cpu_affinity 1010;
                pid /run/pod/nginx.pid;
                error_log /run/pod/error.log;
                events {
                    worker_connections 512;
                }
                http {
                    access_log off;
                    default_type text/html;
                    sendfile on;
                    keepalive_timeout 1d;
                    keepalive_requests 1000000000;
                    client_body_temp_path /run/pod/client_body;
                    proxy_temp_path /run/pod/proxy;
                    server {
                        listen 0.0.0.0:80 backlog=8192;
                        listen 0.0.0.0:8080 backlog=8192;
                        root /run/documents;
                    }
                }

                """
        )
    }

    @Test("With IPv6 every port listens on both")
    func secondStack() {
        var configuration = configuration
        configuration.listensOnIPv6 = true
        #expect(configuration.text.contains("listen 0.0.0.0:80 backlog=8192;\n        listen [::]:80 backlog=8192;\n"))
        #expect(configuration.text.contains("listen [::]:8080"))
    }

    @Test("Without CPUs the worker may run anywhere")
    func anyCPU() {
        var configuration = configuration
        configuration.cpus = []
        #expect(!configuration.text.contains("affinity"))
    }

    @Test("The page is as long as the welcome page of nginx")
    func page() {
        #expect(NginxConfiguration.page.utf8.count == 612)
        #expect(NginxConfiguration.page.hasSuffix("</html>\n"))
    }

    @Test("A build without a module is not told where to put its files")
    func build() {
        let answer = "nginx version: nginx/1.22.1\nconfigure arguments: --with-threads --without-http_scgi_module"
        #expect(NginxBuild.temporaryKinds(in: answer) == ["client_body", "proxy", "fastcgi", "uwsgi"])
    }
}
