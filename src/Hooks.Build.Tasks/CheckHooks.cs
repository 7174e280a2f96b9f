using Hooks.Build.Engine.UpToDate;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Looks whether everything is as it was after the last run, which had nothing to tell: then no engine is needed.</summary>
public sealed class CheckHooks : Microsoft.Build.Utilities.Task
{
    /// <summary>Absolute path of the stamp.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    /// <summary>What would be run.</summary>
    [Required]
    public string Identity { get; set; } = "";

    /// <summary>Whether nothing need be run.</summary>
    [Output]
    public bool IsUpToDate { get; set; }

    /// <inheritdoc />
    public override bool Execute()
    {
        var files = UpToDateCheck.CountUnchanged(Stamp, Identity);
        IsUpToDate = files >= 0;
        if (IsUpToDate)
        {
            Log.LogMessage(MessageImportance.Normal, "Hooks: all passed before, and none of the {0} files and folders they depend on changed", files);
        }

        return true;
    }
}
