using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>Compares a whole text with a file in <c>Baselines</c>; <c>UPDATE_BASELINES=1</c> writes the file instead.</summary>
internal static class TextBaseline
{
    private static readonly string Version =
        typeof(HookGenerator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void ShouldMatchBaseline(this string text, [CallerMemberName] string name = "")
    {
        text = text.Replace($"\nPackage={Version}\n", "\nPackage=VERSION\n", StringComparison.Ordinal);
        var file = Path.Combine(Folder(), name + ".g.cs.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
            File.WriteAllText(file, text);

        File.Exists(file).ShouldBeTrue($"{file} does not exist; set UPDATE_BASELINES=1 to write it");
        text.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    // Paths of sources are mapped in our builds, so the folder is found from the output.
    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");

        return Path.Combine(folder.FullName, "tests", "Hooks.Build.Generators.Tests", "Baselines");
    }
}
