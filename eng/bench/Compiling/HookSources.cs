using System.Globalization;
using System.Text;

namespace Hooks.Build.Bench.Compiling;

/// <summary>
/// Writes projects with many hooks: nine commands to a C# hook, ten dependencies, two globs, a profile, a timeout, and two in ten that write.
/// </summary>
internal static class HookSources
{
    private const int HooksPerType = 50;

    // Each hook waits for all of the layer before: ten edges a hook, none of which follows from others.
    private const int LayerSize = 10;

    /// <summary>A file that has nothing to do with hooks.</summary>
    /// <param name="version">Makes it differ from another version of itself.</param>
    public static string Unrelated(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"static class Unrelated {{ public static int Answer() => {version}; }}\n");

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
    public static string Cycle =>
        "using Hooks.Build;\nstatic class Circle\n{\n    [Hook(DependsOn = [nameof(B)])] const string A = \"true\";\n    [Hook(DependsOn = [nameof(A)])] const string B = \"true\";\n}\n";

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
        var layer = i / LayerSize * LayerSize;
        var dependencies = string.Join(
            ", ",
            Enumerable.Range(Math.Max(0, layer - LayerSize), Math.Min(layer, LayerSize))
                .Select(other => other >= first
                    ? string.Create(CultureInfo.InvariantCulture, $"nameof(Hook{other})")
                    : string.Create(CultureInfo.InvariantCulture, $"\"Hook{other}\"")));
        var writes = i % 10 == 3 ? string.Create(CultureInfo.InvariantCulture, $", Writes = [\"out/Area{i}/**\"]")
            : i % 10 == 6 ? ", Fix = \"tool --fix {files}\""
            : "";
        var attribute = string.Create(
            CultureInfo.InvariantCulture,
            $"[Hook(DependsOn = [{dependencies}], Files = [\"src/Area{i}/**/*.cs\", \"src/Area{i}/**/*.{{json,yml}}\"], Profiles = [\"fast\"], Timeout = 60{writes})]");
        return i % 10 == 9
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"    {attribute}\n    static async Task Hook{i}(HookContext hook) => await hook.ForEachFileAsync((file, cancel) => default);\n\n")
            : string.Create(CultureInfo.InvariantCulture, $"    {attribute}\n    const string Hook{i} = \"tool{i} --check --root {{root}} {{files}}\";\n\n");
    }
}
