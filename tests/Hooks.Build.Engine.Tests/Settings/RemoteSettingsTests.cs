using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Remote;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Tests.Settings;

[TestClass]
public sealed class RemoteSettingsTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow(" ")]
    public void Without_an_address_there_is_no_cache(string? address) => RemoteCacheSettings.Read(address, writes: null, Nothing).ShouldBeNull();

    [TestMethod]
    [DataRow("http://cache:8080", "http://cache:8080/")]
    [DataRow("https://cache/some/prefix/", "https://cache/some/prefix/")]
    [DataRow(" http://[::1]:80/a ", "http://[::1]/a/")]
    public void An_address_may_have_a_port_and_a_prefix(string address, string expected) => Read(address).Address.AbsoluteUri.ShouldBe(expected);

    [TestMethod]
    [DataRow("cache:8080", "HooksRemoteCache is 'cache:8080'; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("ftp://cache", "HooksRemoteCache is 'ftp://cache'; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("/srv/cache", "HooksRemoteCache is '/srv/cache'; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("http://", "HooksRemoteCache is 'http://'; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("http://cache/?key=secret", "HooksRemoteCache has something after '?' or '#'; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("cache?key=secret", "HooksRemoteCache is no address; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("me:secret@cache:8080", "HooksRemoteCache is no address; allowed: an address such as http://host:8080 or https://host/prefix")]
    [DataRow("http://me:secret@cache", "HooksRemoteCache has credentials in its address, where logs would show them; set the environment variable HOOKS_REMOTE_CACHE_TOKEN, or HOOKS_REMOTE_CACHE_USER and HOOKS_REMOTE_CACHE_PASSWORD")]
    public void Another_text_is_refused_and_secrets_are_not_repeated(string address, string message)
    {
        var problem = Should.Throw<HooksException>(() => Read(address)).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("HOOK9002");
        problem.Message.ShouldBe(message);
    }

    [TestMethod]
    public void A_token_goes_before_a_password()
    {
        Read("http://cache", ("HOOKS_REMOTE_CACHE_TOKEN", "t0ken"), ("HOOKS_REMOTE_CACHE_USER", "me")).Authorization.ShouldBe("Bearer t0ken");
        Read("http://cache", ("HOOKS_REMOTE_CACHE_USER", "me"), ("HOOKS_REMOTE_CACHE_PASSWORD", "pässword")).Authorization.ShouldBe("Basic bWU6cMOkc3N3b3Jk");
        Read("http://cache").Authorization.ShouldBeNull();
    }

    [TestMethod]
    public void A_token_that_cannot_be_sent_is_refused_without_showing_it()
    {
        var message = Should.Throw<HooksException>(() => Read("http://cache", ("HOOKS_REMOTE_CACHE_TOKEN", "a\r\nb"))).Message;
        message.ShouldContain("HOOKS_REMOTE_CACHE_TOKEN");
        message.ShouldNotContain("a\r\nb");
    }

    [TestMethod]
    [DataRow("http://cache", true)]
    [DataRow("https://cache", false)]
    [DataRow("http://127.0.0.1:80", false)]
    [DataRow("http://localhost", false)]
    public async Task Credentials_that_others_can_read_are_warned_of(string address, bool isWarned)
    {
        using HttpResults results = new(Read(address, ("HOOKS_REMOTE_CACHE_TOKEN", "t0ken")), TimeProvider.System);
        var problems = await results.FinishAsync(CancellationToken.None);
        problems.Select(problem => problem.Message)
            .ShouldBe(isWarned ? ["The remote cache http://cache is told the credentials over http, where others can read them; use https"] : []);
    }

    [TestMethod]
    [DataRow(null, "true", true)]
    [DataRow(null, "false", false)]
    [DataRow(null, "0", false)]
    [DataRow(null, "", false)]
    [DataRow("true", "", true)]
    [DataRow("false", "true", false)]
    public void Build_servers_write_and_people_read_unless_they_say_otherwise(string? writes, string ci, bool expected) =>
        RemoteCacheSettings.Read("http://cache", writes, name => name == "CI" ? ci : null)!.Writes.ShouldBe(expected);

    [TestMethod]
    [DataRow("TF_BUILD", "True")]
    [DataRow("GITHUB_ACTIONS", "true")]
    [DataRow("JENKINS_URL", "http://jenkins")]
    [DataRow("ContinuousIntegrationBuild", "True")]
    public void Build_servers_are_known_by_their_variables(string variable, string value) =>
        BuildServer.IsHere(name => name == variable ? value : null).ShouldBeTrue();

    [TestMethod]
    public void Another_word_for_writing_is_refused() =>
        Should.Throw<HooksException>(() => RemoteCacheSettings.Read(
            "http://cache", "maybe", Nothing)).Message.ShouldBe("HOOK9002: HooksRemoteCacheWrite is 'maybe'; allowed: true, false");

    private static RemoteCacheSettings Read(string address, params (string Name, string Value)[] environment) =>
        RemoteCacheSettings.Read(address, writes: null, name => environment.FirstOrDefault(variable => variable.Name == name).Value).ShouldNotBeNull();

    private static string? Nothing(string name) => null;
}
