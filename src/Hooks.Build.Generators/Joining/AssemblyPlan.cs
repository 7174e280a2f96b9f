using System.Globalization;
using Hooks.Build.Generators.Emission;

namespace Hooks.Build.Generators.Joining;

/// <summary>The plan that a referenced assembly carries, or why its hooks cannot be used.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Hooks">The lines of each hook.</param>
/// <param name="Problem">Why there are none, and what to do.</param>
internal sealed record AssemblyPlan(string Assembly, IReadOnlyList<PlannedLines> Hooks, string? Problem)
{
    private const int MostShown = 300;

    /// <summary>Reads a plan.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="text">The text; <see langword="null"/> where the assembly carries none, empty where it was taken out.</param>
    public static AssemblyPlan Read(string assembly, string? text)
    {
        if (text is null)
            return Useless(assembly, $"{assembly} carries no hooks; is it built with the package Hooks.Build, and its analyzers?");
        if (text.Length == 0)
            return Useless(assembly, $"the hooks were taken out of {assembly} when it was packed; set HooksShipped=true in its project");

        try
        {
            return Read(assembly, PlanLines.Read(text));
        }
        catch (FormatException e)
        {
            return Useless(
                assembly, $"the plan in {assembly} cannot be read ({Shown(e.Message)}); build it again with the version of Hooks.Build that this project has");
        }
    }

    private static AssemblyPlan Read(string assembly, List<KeyValuePair<string, string?>> lines)
    {
        if (lines.Count < 2 || lines[0].Key != "Format" || lines[1].Key != "Package")
            throw new FormatException("it does not begin as a plan does");
        if (!int.TryParse(lines[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var format) || format != PlanText.Format)
        {
            return Useless(
                assembly,
                $"the plan in {assembly} was written by Hooks.Build {Shown(lines[1].Value)} (format {Shown(lines[0].Value)}) and this project has {PackageVersion.Text} (format {PlanText.Format.ToString(CultureInfo.InvariantCulture)}); take a version of {assembly} that was built with {PackageVersion.Text}, or the version of Hooks.Build that it was built with");
        }

        var hooks = new List<PlannedLines>();
        var isListener = false;
        for (var i = 2; i < lines.Count; i++)
        {
            if (lines[i].Key == "Refused")
                return Useless(
                    assembly,
                    $"{assembly} has no legal plan: {Shown(lines[i].Value)}: {Shown(lines.Skip(i).FirstOrDefault(line => line.Key == "Message").Value)}");

            // A listener stays with its own project.
            isListener = lines[i].Key == "Listener" || (isListener && lines[i].Key != "Hook");
            if (isListener)
                continue;
            if (lines[i].Key == "Hook")
                hooks.Add(new PlannedLines(lines[i].Value ?? throw new FormatException("a hook in it has no name")));
            else if (hooks.Count == 0)
                throw new FormatException($"'{Shown(lines[i].Key)}' has no meaning in it");
            else
                hooks[hooks.Count - 1].Add(lines[i].Key, lines[i].Value);
        }

        hooks.ForEach(PlannedNames.Require);
        return new AssemblyPlan(assembly, hooks, Problem: null);
    }

    private static AssemblyPlan Useless(string assembly, string problem) => new(assembly, [], problem);

    private static string Shown(string? text) => PlannedNames.Shown(text is { Length: > MostShown } ? text.Substring(0, MostShown) : text);
}
