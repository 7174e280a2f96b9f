using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Shipping;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Doors;

/// <summary>Makes the copy of an assembly that is published or packed: without the plan and the commands of its hooks, and without Hooks.Build.</summary>
internal static class DoorShip
{
    /// <summary>Makes it, and answers where it is: the assembly itself where it carries no plan.</summary>
    public static void Ship(DoorRequest request, EventStream events)
    {
        var (assembly, copy) = (request.FullPath("built"), request.FullPath("copy"));
        try
        {
            var image = File.ReadAllBytes(assembly);
            var symbols = File.Exists(request.Text("symbols")) ? File.ReadAllBytes(request.Text("symbols")) : null;
            if (!ShippedAssembly.Rewrite(image, request.Flag("detach"), symbols))
            {
                events.TellResult("Shipped", assembly);
                return;
            }

            StrongName.Renew(image, request.Text("key-file"));
            if (symbols is not null)
            {
                // Beside the copy, where trimming and compilers look for it.
                var shipped = Path.ChangeExtension(copy, ".pdb");
                Write(shipped, symbols);
                events.TellResult("ShippedSymbols", shipped);
            }

            Write(copy, image);
            events.TellResult("Shipped", copy);
            events.TellProblem(new Problem("", $"What is shipped is {copy}: without the hooks of {assembly}"), EventStream.Detail);
        }
        catch (Exception e) when (e is HooksException or InvalidDataException or IOException or UnauthorizedAccessException or BadImageFormatException
            or InvalidOperationException or System.Security.Cryptography.CryptographicException)
        {
            throw new HooksException(
                Codes.CannotShip,
                $"The hooks cannot be taken out of what is shipped of {assembly} ({e.Message}). HooksShipped=true ships them; hooks in a project of their own are never shipped");
        }
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
