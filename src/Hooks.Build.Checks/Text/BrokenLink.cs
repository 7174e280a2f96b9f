namespace Hooks.Build.Checks;

/// <summary>Links lead to something.</summary>
internal sealed class BrokenLink : FileCheck
{
    public override ContentNeed Need => ContentNeed.Nothing;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (new FileInfo(file.FullPath).LinkTarget is { } target && !Path.Exists(file.FullPath))
            findings.Add(0, 0, $"link to '{target}', which does not exist; make it lead to something, or delete it");
    }
}
