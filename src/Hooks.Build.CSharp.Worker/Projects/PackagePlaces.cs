using System.Xml;
using System.Xml.Linq;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Finds where a package is written: where its version stands, in the project, a file it imports or <c>Directory.Packages.props</c>.</summary>
internal sealed class PackagePlaces(string root)
{
    private static readonly string[] Elements = ["PackageReference", "PackageVersion", "GlobalPackageReference"];
    private readonly Dictionary<string, IReadOnlyList<XElement>> _read = new(ProjectPaths.Comparer);

    /// <summary>
    /// The place as it stands before the colon of a finding; the project itself where the package is written nowhere, as one that another package brings.
    /// </summary>
    public string Find(KnownProject project, string package)
    {
        string? withoutVersion = null;
        foreach (var file in project.Imports.Prepend(project.Path))
        {
            foreach (var element in Read(file).Where(element => Names(element, package)))
            {
                var line = (IXmlLineInfo)element;
                var place = $"{file}({line.LineNumber},{line.LinePosition - 1})";
                if (HasVersion(element))
                    return place;

                withoutVersion ??= place;
            }
        }

        return withoutVersion ?? project.Path + " ";
    }

    private static bool Names(XElement element, string package) =>
        ((string?)element.Attribute("Include") ?? (string?)element.Attribute("Update") ?? "")
            .Split(';', StringSplitOptions.TrimEntries)
            .Contains(package, StringComparer.OrdinalIgnoreCase);

    private static bool HasVersion(XElement element) =>
        element.Attributes().Any(attribute => attribute.Name.LocalName is "Version" or "VersionOverride")
            || element.Elements().Any(child => child.Name.LocalName is "Version" or "VersionOverride");

    private IReadOnlyList<XElement> Read(string file)
    {
        if (_read.TryGetValue(file, out var elements))
            return elements;

        try
        {
            elements = [.. XDocument.Load(ProjectPaths.Full(root, file), LoadOptions.SetLineInfo)
                .Descendants()
                .Where(element => Elements.Contains(element.Name.LocalName, StringComparer.Ordinal))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            elements = [];
        }

        return _read[file] = elements;
    }
}
