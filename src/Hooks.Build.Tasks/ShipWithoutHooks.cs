using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Shipping;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Makes the copy of an assembly that is published or packed: without the plan and the commands of its hooks, and without Hooks.Build.</summary>
public sealed class ShipWithoutHooks : Microsoft.Build.Utilities.Task
{
    /// <summary>Absolute path of the assembly that was built.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Absolute path of the copy.</summary>
    [Required]
    public string Copy { get; set; } = "";

    /// <summary>Absolute path of the symbols that were built; there may be none.</summary>
    public string? Symbols { get; set; }

    /// <summary>Absolute path of the project, for messages.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>Whether Hooks.Build will not be where the copy runs.</summary>
    public bool Detach { get; set; }

    /// <summary>The key that the assembly is signed with; empty where it is not.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The copy, or the assembly itself where it carries no plan.</summary>
    [Output]
    public string Shipped { get; set; } = "";

    /// <summary>The copy of the symbols; empty where there is none.</summary>
    [Output]
    public string ShippedSymbols { get; set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            var image = File.ReadAllBytes(Assembly);
            Shipped = Assembly;
            var symbols = File.Exists(Symbols) ? File.ReadAllBytes(Symbols) : null;
            if (ShippedAssembly.Rewrite(image, Detach, symbols))
            {
                StrongName.Renew(image, KeyFile);
                if (symbols is not null)
                {
                    // Beside the copy, where trimming and compilers look for it.
                    ShippedSymbols = Path.ChangeExtension(Copy, ".pdb");
                    Write(ShippedSymbols, symbols);
                }

                Write(Copy, image);
                Shipped = Copy;
                Log.LogMessage(MessageImportance.Low, "What is shipped is {0}: without the hooks of {1}", Copy, Assembly);
            }
        }
        catch (Exception e) when (e is HooksException or InvalidDataException or IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException or System.Security.Cryptography.CryptographicException)
        {
            Log.LogError(
                null, Codes.CannotShip, null, null, Project, 0, 0, 0, 0,
                "The hooks cannot be taken out of what is shipped of {0} ({1}). HooksShipped=true ships them; hooks in a project of their own are never shipped", Assembly, e.Message);
        }

        return !Log.HasLoggedErrors;
    }

    // What is the same stays, so that nothing after it is made again.
    private static void Write(string path, byte[] content)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            File.WriteAllBytes(path, content);
        }
    }
}
