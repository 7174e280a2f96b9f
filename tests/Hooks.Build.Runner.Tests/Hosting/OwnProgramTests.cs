using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Tests.Hosting;

[TestClass]
public sealed class OwnProgramTests
{
    private const string Portable = "net8.0/Hooks.Build.Runner.dll";
    private const string Compiled = "linux-x64/Hooks.Build.Runner.dll";
    private const string Native = "native/linux-x64/hooks";
    private readonly string _tools = Directory.CreateTempSubdirectory("hooks-test-").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_tools, recursive: true);

    [TestMethod]
    [DataRow("net8.0", "linux-x64", true, Native, DisplayName = "the native one")]
    [DataRow("linux-x64", "linux-x64", true, Native, DisplayName = "the native one, from what is compiled")]
    [DataRow("net8.0", "linux-x64", false, Compiled, DisplayName = "what is compiled where the native one cannot start")]
    [DataRow("net8.0", "linux-musl-x64", false, Compiled, DisplayName = "what is compiled is for every Linux")]
    [DataRow("linux-x64", "linux-x64", false, Compiled, DisplayName = "itself, which is what is compiled")]
    [DataRow("net8.0", "linux-arm64", true, Portable, DisplayName = "itself where nothing is for this machine")]
    [DataRow("net8.0", "win-x64", true, "native/win-x64/hooks.exe", DisplayName = "the native one of Windows")]
    public void Scripts_start_the_fastest_that_the_package_has_for_this_machine(string folder, string platform, bool startsNative, string expected)
    {
        foreach (var file in (string[])[Portable, Compiled, Native, "native/win-x64/hooks.exe"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_tools, file))!);
            File.WriteAllText(Path.Combine(_tools, file), "");
        }

        OwnProgram.Of("/usr/bin/dotnet", Path.Combine(_tools, folder) + "/", platform, startsNative).ShouldBe(Path.Combine(_tools, expected));
    }

    [TestMethod]
    public void A_program_without_dotnet_is_started_as_it_is() => OwnProgram.Of("/opt/hooks", _tools, "linux-x64", startsNative: true).ShouldBe("/opt/hooks");
}
