import Load

extension LoadDocument {
    struct Counts: Encodable {
        let begun, completed, failed, unfinished: Int
        let requestsSent, warmUpRequests, keptAlive, nonSuccess: Int
        let connectionsInitiated, clientClosedFirst: Int
        let receivedBytes, receivedBodyBytes, sentBytes: UInt64
        let records, unrecorded: Int

        init(_ result: LoadResult) {
            begun = result.begun
            completed = result.completed
            failed = result.failed
            unfinished = result.unfinished
            requestsSent = result.requestsSent
            warmUpRequests = result.warmUpRequests
            keptAlive = result.keptAlive
            nonSuccess = result.non2xx
            connectionsInitiated = result.connectionsInitiated
            clientClosedFirst = result.clientClosedFirst
            receivedBytes = result.bytesReceived
            receivedBodyBytes = result.bodyBytesReceived
            sentBytes = result.bytesSent
            records = result.records.count
            unrecorded = result.unrecorded
        }
    }

    struct Phases: Encodable {
        let connect, wait, processing, total: Times
        /// Only of an open loop.
        let response: Times?

        init(_ result: LoadResult) {
            connect = Times(result.connectTimes)
            wait = Times(result.waitTimes)
            processing = Times(result.processingTimes)
            total = Times(result.totalTimes)
            response = result.responseTimes.map(Times.init)
        }
    }

    struct Rates: Encodable {
        let elapsedSeconds, requestsPerSecond: Double
        /// Only of an open loop.
        let offeredPerSecond: Double?
        let receivedBytesPerSecond, sentBytesPerSecond, meanConcurrency: Double

        init(_ load: FinishedLoad) {
            let seconds = load.seconds
            elapsedSeconds = seconds
            requestsPerSecond = load.result.rate
            offeredPerSecond = load.offeredRate
            receivedBytesPerSecond = seconds > 0 ? Double(load.result.bytesReceived) / seconds : 0
            sentBytesPerSecond = seconds > 0 ? Double(load.result.bytesSent) / seconds : 0
            meanConcurrency = load.result.meanConcurrency
        }
    }

    struct CPU: Encodable {
        let userUsPerRequest, systemUsPerRequest: Double
    }

    struct Worker: Encodable {
        let cpu: Int?
        let busyShare, waitShare, userSeconds, systemSeconds, elapsedSeconds: Double
        let naps: Int

        init(_ use: WorkerUse) {
            cpu = use.cpu
            busyShare = use.busyShare
            waitShare = use.waitShare
            userSeconds = use.userTime / .seconds(1)
            systemSeconds = use.systemTime / .seconds(1)
            elapsedSeconds = use.elapsed / .seconds(1)
            naps = use.naps
        }
    }

    struct Limit: Encodable {
        let verdict, reason: String
    }

    struct PacingDocument: Encodable {
        let error: Times
        let delayedRequests, unsentRequests: Int
    }

    struct Warning: Encodable {
        let kind, sentence: String
    }

    struct HeadroomDocument: Encodable {
        let synRetransmits, listenDrops, listenOverflows, pawsDrops, timeWaitOverflows, conntrackLosses: UInt64?
        let conntrackFree, timeWaitsBefore, timeWaitsAfter, ports: Int?

        init(_ use: HeadroomUse) {
            synRetransmits = use.synRetransmits
            listenDrops = use.listenDrops
            listenOverflows = use.listenOverflows
            pawsDrops = use.pawsDrops
            timeWaitOverflows = use.timeWaitOverflows
            conntrackLosses = use.conntrackLosses
            conntrackFree = use.conntrackFree
            timeWaitsBefore = use.timeWaitsBefore
            timeWaitsAfter = use.timeWaitsAfter
            ports = use.ports
        }
    }
}
