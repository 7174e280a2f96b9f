using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>HOOK0020 for other machines.</summary>
[TestClass]
public sealed class NetworkWaitTests
{
    [TestMethod]
    public Task Connections_and_requests_without_a_limit_are_told() => CodeRun.VerifyAuditAsync(
        """
        static readonly HttpClient Shared = new() { Timeout = {|HOOK0020:Timeout.InfiniteTimeSpan|} };
        async Task Connect(string host)
        {
            using var client = new System.Net.Sockets.TcpClient();
            client.{|HOOK0020:Connect|}(host, 80);
            await client.{|HOOK0020:ConnectAsync|}(host, 80);
            using var other = new {|HOOK0020:System.Net.Sockets.TcpClient|}(host, 80);
            using var web = new System.Net.WebSockets.ClientWebSocket();
            await web.{|HOOK0020:ConnectAsync|}(new Uri(host), CancellationToken.None);
            using var pipe = new System.IO.Pipes.NamedPipeClientStream(host);
            pipe.{|HOOK0020:Connect|}();
            await pipe.{|HOOK0020:ConnectAsync|}();
        }

        Task Get(string address)
        {
            var client = new HttpClient { Timeout = {|HOOK0020:TimeSpan.FromMilliseconds(-1)|} };
            return client.GetAsync(address);
        }
        """);

    [TestMethod]
    public Task A_limit_a_token_or_this_machine_is_right() => CodeRun.VerifyAuditAsync(
        """
        async Task Connect(string host, CancellationToken cancel)
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(host, 80, cancel);
            await client.ConnectAsync(host, 80, cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(1), cancel);
            client.Connect(System.Net.IPAddress.Loopback, 80);
            client.Connect("localhost", 80);
            using var pipe = new System.IO.Pipes.NamedPipeClientStream(host);
            pipe.Connect(1000);
            await pipe.ConnectAsync(1000, cancel);
        }

        async Task Get(string address, CancellationToken cancel)
        {
            using var standard = new HttpClient();
            using var own = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            await standard.GetAsync(address, cancel);
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            await client.GetAsync(address, cancel);
        }
        """);

    [TestMethod]
    public Task A_socket_that_does_not_block_needs_no_limit() => CodeRun.VerifyAuditAsync(
        """
        void Connect(System.Net.EndPoint place)
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { Blocking = false };
            socket.Connect(place);
        }

        void Wait(System.Net.Sockets.Socket socket, System.Net.EndPoint place) => socket.{|HOOK0020:Connect|}(place);
        """);
}
