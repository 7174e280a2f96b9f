using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Remote;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Running;

/// <summary>Joins the shared cache to the world. The native runner never does: to ask a server costs each commit its time.</summary>
public static class RemoteServices
{
    /// <summary>The same world with a shared cache; without an address the same world.</summary>
    /// <param name="services">The world.</param>
    /// <param name="address">The property <c>HooksRemoteCache</c>.</param>
    /// <param name="writes">The property <c>HooksRemoteCacheWrite</c>.</param>
    /// <exception cref="HooksException">HOOK9002: a setting is not valid.</exception>
    public static EngineServices WithRemoteCache(this EngineServices services, string? address, string? writes) =>
        RemoteCacheSettings.Read(address, writes, name => services.Environment.GetValueOrDefault(name)) is { } settings
            ? services with { Remote = _ => new HttpResults(settings, TimeProvider.System) }
            : services;
}
