namespace Migochat.Api;

/// <summary>The description of the API in OpenAPI 3.1, kept beside this file; a test holds it against the functions and their answers.</summary>
public static class OpenApiDocument
{
    /// <summary>UTF-8 JSON.</summary>
    public static byte[] Read()
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
