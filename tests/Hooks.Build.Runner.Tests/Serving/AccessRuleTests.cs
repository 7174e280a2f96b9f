using System.Text;
using Hooks.Build.Runner.Serving;

namespace Hooks.Build.Runner.Tests.Serving;

[TestClass]
public sealed class AccessRuleTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "", null)]
    [DataRow("localhost", "http://localhost", null)]
    [DataRow("127.0.0.1:80", "http://127.0.0.1", null)]
    [DataRow("127.0.0.1:8080", "", "403 Forbidden")]
    [DataRow("attacker.example", "", "403 Forbidden")]
    [DataRow("127.0.0.1", "http://attacker.example", "403 Forbidden")]
    [DataRow("127.0.0.1", "https://127.0.0.1", "403 Forbidden")]
    public void At_port_80_a_browser_names_no_port(string host, string origin, string? status) =>
        (new AccessRule(80, "secret").Refuse(Head(host, origin))?.Status).ShouldBe(status);

    [TestMethod]
    [DataRow("127.0.0.1", "")]
    [DataRow("127.0.0.1:4000", "http://127.0.0.1")]
    public void At_another_port_it_does(string host, string origin) =>
        new AccessRule(4000, "secret").Refuse(Head(host, origin)).ShouldNotBeNull().Status.ShouldBe("403 Forbidden");

    private static RequestHead Head(string host, string origin) =>
        RequestHead.Read(Encoding.ASCII.GetBytes($"GET /?token=secret HTTP/1.1\r\nHost: {host}\r\n{(origin.Length == 0 ? "" : $"Origin: {origin}\r\n")}\r\n"))
            .ShouldNotBeNull();
}
