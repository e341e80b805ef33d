import CCurl
import Linux

/// How a multi handle is put together and taken apart.
extension CurlMulti {
    static func epoll() throws(CurlError) -> Epoll {
        do {
            return try Epoll(capacity: 256)
        } catch {
            throw CurlError(code: CURLE_FAILED_INIT.rawValue, operation: "set libcurl up", reason: "\(error)")
        }
    }

    static func setOptions(_ multi: UnsafeMutableRawPointer, _ context: UnsafeMutablePointer<MultiContext>) {
        // None can fail: all are older than any libcurl that has the rest.
        _ = npb_multi_setopt_pointer(multi, CURLMOPT_SOCKETDATA, context)
        _ = npb_multi_setopt_pointer(multi, CURLMOPT_TIMERDATA, context)
        // The server's limit counts, not libcurl's own of 100.
        _ = npb_multi_setopt_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 65536)
        _ = npb_multi_setopt_socket(multi) { _, descriptor, action, context, _ in
            guard let context else { return 0 }
            var wanted: UInt8 = 0
            if action == CURL_POLL_IN || action == CURL_POLL_INOUT { wanted |= SocketTable.readable }
            if action == CURL_POLL_OUT || action == CURL_POLL_INOUT { wanted |= SocketTable.writable }
            context.assumingMemoryBound(to: MultiContext.self).pointee.sockets.want(descriptor, wanted)
            return 0
        }
        _ = npb_multi_setopt_timer(multi) { _, milliseconds, context in
            guard let context = context?.assumingMemoryBound(to: MultiContext.self) else { return 0 }
            context.pointee.timer =
                milliseconds < 0 ? .max : MonotonicClock.now() + UInt64(milliseconds) * 1_000_000
            return 0
        }
    }

    /// Makes the transfers; frees everything if one cannot be made.
    static func transfers(
        _ count: Int,
        _ setup: CurlTransferSetup,
        _ memory: TransferMemory,
        _ multi: UnsafeMutableRawPointer,
        _ context: UnsafeMutablePointer<MultiContext>
    ) throws(CurlError) -> UnsafeMutablePointer<CurlTransfer> {
        let transfers = UnsafeMutablePointer<CurlTransfer>.allocate(capacity: count)
        var made = 0
        do {
            while made < count {
                let text = memory.errorText(at: made)
                let transfer = try CurlTransfer.made(number: made, setup, memory, context, text)
                (transfers + made).initialize(to: transfer)
                made += 1
                try CurlTransfer.setCallbacks(transfers + made - 1)
            }
        } catch {
            free(transfers, made, multi, context)
            throw error
        }
        return transfers
    }

    /// Frees everything, in the order that libcurl asks for; connections still open are closed.
    static func free(
        _ transfers: UnsafeMutablePointer<CurlTransfer>,
        _ count: Int,
        _ multi: UnsafeMutableRawPointer,
        _ context: UnsafeMutablePointer<MultiContext>
    ) {
        for number in 0..<count {
            let easy = transfers[number].easy.raw
            if transfers[number].isUnderWay {
                transfers[number].isUnderWay = false
                curl_multi_remove_handle(multi, easy)
            }
            if transfers[number].heldDescriptor >= 0 { context.pointee.closeSocket(transfers[number].heldDescriptor) }
            curl_easy_cleanup(easy)
            if let share = transfers[number].share { curl_share_cleanup(share) }
        }
        // Closes shared connections, whose callbacks go to the transfers that opened them.
        curl_multi_cleanup(multi)
        transfers.deallocate()
        context.deinitialize(count: 1)
        context.deallocate()
    }
}
