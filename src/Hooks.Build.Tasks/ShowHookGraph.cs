using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Settings;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Prints the graph of a project's hooks, and writes it to a file.</summary>
public sealed class ShowHookGraph : HooksTask
{
    /// <summary>The property <c>HookGraphFormat</c>: <c>mermaid</c> (default), <c>json</c> or <c>dot</c>.</summary>
    public string? Format { get; set; }

    /// <summary>Absolute path of the file to write, without its extension.</summary>
    [Required]
    public string FileStem { get; set; } = "";

    /// <inheritdoc />
    protected override void Execute(HookPlan plan)
    {
        var format = SettingReader.GraphFormat("HookGraphFormat", Format);
        var text = HookGraphText.Write(plan, format);
        var path = FileStem + format switch { GraphFormat.Json => ".json", GraphFormat.Dot => ".dot", _ => ".mmd" };
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.LogFolder, $"The graph cannot be written to {path}: {e.Message}");
        }

        Tell($"graph of {plan.Hooks.Count} hooks, also in {path}\n{text}");
    }
}
