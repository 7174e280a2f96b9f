using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Tasks;

/// <summary>Refuses values that a property cannot have. Conditions of MSBuild take any text for one of the two that they ask for.</summary>
public sealed class CheckSettings : ReportingTask
{
    /// <summary>The properties, as <c>Name=Value</c>.</summary>
    public string[] Settings { get; set; } = [];

    /// <inheritdoc />
    protected override void Work()
    {
        var problems = SettingTable.Check(Settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[^1])));
        if (problems.Count > 0)
        {
            throw new HooksException(problems);
        }
    }
}
