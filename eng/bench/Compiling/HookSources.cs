using System.Globalization;
using System.Text;

namespace Hooks.Build.Bench.Compiling;

/// <summary>Writes projects with many hooks: nine commands to a C# hook, files, profiles and dependencies as real ones have.</summary>
internal static class HookSources
{
    private const int HooksPerType = 50;

    /// <summary>A file that has nothing to do with hooks.</summary>
    /// <param name="version">Makes it differ from another version of itself.</param>
    public static string Unrelated(int version) => string.Create(CultureInfo.InvariantCulture, $"static class Unrelated {{ public static int Answer() => {version}; }}\n");

    /// <summary>Files with hooks, one type each.</summary>
    public static IEnumerable<string> Realistic(int hooks) => Enumerable.Range(0, hooks).Chunk(HooksPerType).Select(chunk =>
    {
        StringBuilder text = new("using System.Threading.Tasks;\nusing Hooks.Build;\n\n");
        _ = text.Append(CultureInfo.InvariantCulture, $"static class Hooks{chunk[0] / HooksPerType}\n{{\n");
        foreach (var i in chunk)
        {
            _ = text.Append(Realistic(i, chunk[0]));
        }

        return text.Append("}\n").ToString();
    });

    /// <summary>Two hooks that wait for each other.</summary>
    public static string Cycle => "using Hooks.Build;\nstatic class Circle\n{\n    [Hook(DependsOn = [nameof(B)])] const string A = \"true\";\n    [Hook(DependsOn = [nameof(A)])] const string B = \"true\";\n}\n";

    /// <summary>Hooks that do nothing, all C# or all commands.</summary>
    public static string Empty(int hooks, bool areMethods)
    {
        StringBuilder text = new("using Hooks.Build;\n\nstatic class EmptyHooks\n{\n");
        for (var i = 1; i <= hooks; i++)
        {
            _ = areMethods
                ? text.Append(CultureInfo.InvariantCulture, $"    [Hook]\n    static void Hook{i}() {{ }}\n\n")
                : text.Append(CultureInfo.InvariantCulture, $"    [Hook]\n    const string Hook{i} = \"true {i}\";\n\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Realistic(int i, int first)
    {
        var dependencies = string.Join(", ", new[] { i - 1, i - 7 }.Where(other => other >= first).Select(other => string.Create(CultureInfo.InvariantCulture, $"nameof(Hook{other})")));
        var attribute = string.Create(CultureInfo.InvariantCulture, $"[Hook(DependsOn = [{dependencies}], Files = [\"src/**/*{i}.cs\", \"**/*.json\"], Profiles = [\"fast\"], Timeout = 60)]");
        return i % 10 == 9
            ? string.Create(CultureInfo.InvariantCulture, $"    {attribute}\n    static async Task Hook{i}(HookContext hook) => await hook.ForEachFileAsync((file, cancel) => default);\n\n")
            : string.Create(CultureInfo.InvariantCulture, $"    {attribute}\n    const string Hook{i} = \"tool{i} --check --root {{root}} {{files}}\";\n\n");
    }
}
