namespace Hooks.Build.Checks.Text;

/// <summary>Links lead to something.</summary>
internal sealed class BrokenLink : FileCheck
{
    public override ContentNeed Need => ContentNeed.Nothing;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (new FileInfo(file.FullPath).LinkTarget is { } target && !LeadsSomewhere(file.FullPath))
            findings.Add(0, 0, $"link to '{target}', which does not exist; make it lead to something, or delete it");
    }

    // A link by itself exists even where it leads nowhere, so its last target is asked for.
    private static bool LeadsSomewhere(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true) is { } last && Path.Exists(last.FullName);
        }
        catch (IOException)
        {
            // Links that lead to each other in a circle.
            return false;
        }
    }
}
