namespace Hooks.Build.Checks.Text;

/// <summary>Files that are executable begin with #!. Which files are executable is asked before: it is handed no others.</summary>
internal sealed class ExecutableHasShebang : FileCheck
{
    public override ContentNeed Need => ContentNeed.Start;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (!content.StartsWith("#!"u8))
            findings.Add(1, 0, "does not begin with #!, as an executable does; name its interpreter there, or run chmod -x (git add --chmod=-x on Windows)");
    }
}

/// <summary>Files that begin with #! are executable.</summary>
internal sealed class ShebangIsExecutable : FileCheck
{
    public override ContentNeed Need => ContentNeed.Start;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (!file.IsExecutable && content.StartsWith("#!"u8))
            findings.Add(1, 0, "begins with #!, but is not executable; run chmod +x (git add --chmod=+x on Windows), or delete the #! line");
    }
}
