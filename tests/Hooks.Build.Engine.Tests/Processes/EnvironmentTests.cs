using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Processes;

[TestClass]
public sealed class EnvironmentTests
{
    [TestMethod]
    [DataRow("PATH")]
    [DataRow("HOME")]
    [DataRow("TMPDIR")]
    [DataRow("LANG")]
    [DataRow("LC_ALL")]
    [DataRow("HTTPS_PROXY")]
    [DataRow("https_proxy")]
    [DataRow("SSL_CERT_FILE")]
    [DataRow("DOTNET_ROOT")]
    [DataRow("NUGET_PACKAGES")]
    [DataRow("XDG_CACHE_HOME")]
    [DataRow("CI")]
    public void The_base_set_is_passed(string name) => For(name).ShouldContainKeyAndValue(name, "value");

    [TestMethod]
    [DataRow("SECRET_TOKEN")]
    [DataRow("MSBuildSDKsPath")]
    [DataRow("MSBuildExtensionsPath")]
    [DataRow("MSBUILD_EXE_PATH")]
    [DataRow("DOTNET_HOST_PATH")]
    [DataRow("DOTNET_STARTUP_HOOKS")]
    [DataRow("DOTNET_CLI_TELEMETRY_SESSIONID")]
    [DataRow("GIT_DIR")]
    [DataRow("GIT_INDEX_FILE")]
    [DataRow("GIT_WORK_TREE")]
    [DataRow("GIT_PREFIX")]
    public void What_is_not_declared_is_not_passed(string name) => For(name).ShouldNotContainKey(name);

    [TestMethod]
    [DataRow("SECRET_TOKEN")]
    [DataRow("GIT_INDEX_FILE")]
    public void What_is_declared_is_passed(string name) => For(name, name).ShouldContainKeyAndValue(name, "value");

    [TestMethod]
    public void A_declared_variable_that_is_not_set_is_not_made_up() => For("PATH", "FOO").ShouldNotContainKey("FOO");

    [TestMethod]
    public void A_star_passes_all_but_what_the_build_and_git_leak()
    {
        For("SECRET_TOKEN", "*").ShouldContainKey("SECRET_TOKEN");
        For("MSBuildSDKsPath", "*").ShouldNotContainKey("MSBuildSDKsPath");
        For("GIT_DIR", "*").ShouldNotContainKey("GIT_DIR");
        For("TESTINGPLATFORM_UI_LANGUAGE", "*").ShouldNotContainKey("TESTINGPLATFORM_UI_LANGUAGE");
    }

    [TestMethod]
    public void A_build_in_a_hook_knows_that_it_is_in_one_and_leaves_no_node_behind()
    {
        For("PATH").ShouldContainKeyAndValue("HooksRunning", "1");
        For("PATH").ShouldContainKeyAndValue("MSBUILDDISABLENODEREUSE", "1");
    }

    [TestMethod]
    public void Tools_are_told_that_there_is_no_terminal_unless_the_user_has_said_otherwise()
    {
        For("PATH").ShouldContainKeyAndValue("NO_COLOR", "1");
        For("PATH").ShouldContainKeyAndValue("DOTNET_CLI_UI_LANGUAGE", "en");
        For("DOTNET_CLI_UI_LANGUAGE").ShouldContainKeyAndValue("DOTNET_CLI_UI_LANGUAGE", "value");
    }

    [TestMethod]
    public void The_working_folder_of_the_build_is_not_the_hooks() => For("PWD").ShouldNotContainKey("PWD");

    private static Dictionary<string, string> For(string name, params string[] declared) =>
        new(HookEnvironment.For(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "value" }, declared), StringComparer.Ordinal);
}
