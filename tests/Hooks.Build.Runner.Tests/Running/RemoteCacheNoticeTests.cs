using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Tests.Running;

[TestClass]
public sealed class RemoteCacheNoticeTests
{
    private static readonly RunRequest Request = new() { RepositoryRoot = "/repository", LogDirectory = "/repository/obj", Cache = true };

    [TestMethod]
    public void A_program_that_asks_no_server_says_so_where_one_is_set() =>
        RemoteCacheNotice.Of(State("http://cache:8080"), Request, asksServers: false)
            .ShouldNotBeNull()
            .ShouldStartWith("HooksRemoteCache is set, and the native program does not ask that server");

    [TestMethod]
    public void An_address_is_not_printed() =>
        RemoteCacheNotice.Of(State("http://secret:8080"), Request, asksServers: false).ShouldNotBeNull().ShouldNotContain("secret");

    [TestMethod]
    public void A_program_that_asks_it_says_nothing() => RemoteCacheNotice.Of(State("http://cache:8080"), Request, asksServers: true).ShouldBeNull();

    [TestMethod]
    public void Where_none_is_set_nothing_is_said() => RemoteCacheNotice.Of(State(""), Request, asksServers: false).ShouldBeNull();

    [TestMethod]
    public void Where_nothing_is_remembered_nothing_is_said() =>
        RemoteCacheNotice.Of(State("http://cache:8080"), Request with { Cache = false }, asksServers: false).ShouldBeNull();

    private static PlanState State(string address) => new()
    {
        Assembly = "",
        RepositoryRoot = "/repository",
        Project = "/repository/build/Hooks.csproj",
        LogDirectory = "/repository/obj",
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["HooksRemoteCache"] = address },
    };
}
