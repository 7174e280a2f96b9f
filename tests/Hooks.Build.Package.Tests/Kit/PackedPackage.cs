using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>The package, packed once for the whole run of tests under a version that no cache has seen.</summary>
internal static class PackedPackage
{
    public static string Version { get; } = "0.1.0-test." + TimeProvider.System.GetUtcNow().Ticks.ToString(CultureInfo.InvariantCulture);

    private static ConcurrentDictionary<string, Lazy<Task>> Packed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the package has the natively compiled runner: that takes a minute and a linker, so it is asked for by HOOKS_TEST_NATIVE=1.</summary>
    public static bool HasNative { get; } = Environment.GetEnvironmentVariable("HOOKS_TEST_NATIVE") == "1";

    /// <summary>Folder of everything these tests write.</summary>
    public static string Workplace { get; } = Directory.CreateTempSubdirectory("hooks-e2e-").FullName;

    /// <summary>The folder feed.</summary>
    public static string Feed { get; } = Path.Combine(Workplace, "feed");

    public static Task PackAsync() => PackAsync("Hooks.Build", HasNative ? "-p:HooksNative=true" : "-p:HooksNative=false");

    /// <summary>
    /// Packs the C# package; where the native program is, with Roslyn compiled for this platform, which takes as long as hundreds of builds. Elsewhere the
    /// portable worker formats, with the SDK's Roslyn.
    /// </summary>
    public static Task PackCSharpAsync() => PackAsync("Hooks.Build.CSharp", HasNative ? [] : ["-p:HooksReadyToRun=false"]);

    /// <summary>Packs another of the packages into the feed, under the same version; once, however many tests ask for it.</summary>
    public static Task PackAsync(string project, params string[] options) =>
        Packed.GetOrAdd(project, _ => new Lazy<Task>(() => PackOnceAsync(project, options))).Value;

    /// <summary>Packs the package with the native program of another platform and not that of this one, in a folder of its own; tells the file.</summary>
    public static async Task<string> PackForAsync(string platform)
    {
        // What is built for the package is built already; two that restore the native program at once would be in each other's way.
        await PackAsync();
        var folder = Path.Combine(Workplace, platform);
        await PackToAsync(folder, "Hooks.Build", ["--no-build", "-p:HooksNative=true", "-p:HooksNativeRuntimes=" + platform, "-p:HooksReadyToRun=false"]);
        return Directory.GetFiles(folder, "*.nupkg").ShouldHaveSingleItem();
    }

    private static Task PackOnceAsync(string project, string[] options) => PackToAsync(Feed, project, ["--no-restore", "-p:HooksReadyToRun=host", .. options]);

    private static async Task PackToAsync(string folder, string project, string[] options)
    {
        var root = RepositoryRoot();

        // Analyzers have looked at the same sources when the tests were built; the native program compiles them once more.
        string[] arguments = [
            "pack",
            Path.Combine(root, "src", project),
            "-c",
            Configuration(),
            "-o",
            folder,
            "-p:PackageVersion=" + Version,
            "-p:HooksEnabled=false",
            "-p:RunAnalyzers=false",
            .. options];
        // As it was built: other analyzers would be another input, and everything would be compiled anew.
        _ = (await SdkRun.RunAsync(
            root,
            "dotnet",
            arguments,
            SdkRun.Analyzers,
            ("HooksSlowAnalyzers", Environment.GetEnvironmentVariable("HooksSlowAnalyzers") ?? ""))).ShouldExitWith(0);
    }

    /// <summary>A source of <c>dotnet new hooks</c>, as it stands in this repository.</summary>
    public static string TemplateText(string file) =>
        File.ReadAllText(Path.Combine(RepositoryRoot(), "src", "Hooks.Build.Templates", "content", "hooks", file));

    /// <summary>The first code in README.md.</summary>
    public static string FirstSample() =>
        File.ReadAllText(Path.Combine(RepositoryRoot(), "README.md")).ReplaceLineEndings("\n").Split("```csharp\n")[1].Split("```")[0];

    /// <summary>The version of another package, as this repository pins it: its bytes are in NuGet's cache already.</summary>
    public static string PinnedVersion(string package) => XDocument
        .Load(Path.Combine(RepositoryRoot(), "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(element => (string?)element.Attribute("Include") == package)
        .Attribute("Version")!.Value;

    /// <summary>What was built of another project of this repository, with these tests.</summary>
    public static string OutputOf(string folder, string project) =>
        Path.Combine(RepositoryRoot(), folder, project, "bin", Configuration(), "net10.0", project + ".dll");

    private static string Configuration() => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\')))!;

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository");
        }

        return folder;
    }
}
